-- Roles and data bases, once, by psql (15 or newer) as a superuser, with the three passwords in the environment.
-- motcua_owner migrates and publishes; motcua (edges, actions) reads and writes rows; rasa has a data base of its own.
\getenv owner_password OWNER_PASSWORD
\getenv motcua_password MOTCUA_PASSWORD
\getenv rasa_password RASA_PASSWORD
CREATE ROLE motcua_owner LOGIN PASSWORD :'owner_password';
CREATE ROLE motcua LOGIN PASSWORD :'motcua_password';
CREATE ROLE rasa LOGIN PASSWORD :'rasa_password';
CREATE DATABASE motcua OWNER motcua_owner;
CREATE DATABASE rasa OWNER rasa;
REVOKE ALL ON DATABASE motcua, rasa FROM PUBLIC;
GRANT CONNECT ON DATABASE motcua TO motcua;
\connect motcua
REVOKE ALL ON SCHEMA public FROM PUBLIC;
GRANT ALL ON SCHEMA public TO motcua_owner;
GRANT USAGE ON SCHEMA public TO motcua;
ALTER DEFAULT PRIVILEGES FOR ROLE motcua_owner IN SCHEMA public
    GRANT SELECT, INSERT, UPDATE, DELETE ON TABLES TO motcua;
ALTER DEFAULT PRIVILEGES FOR ROLE motcua_owner IN SCHEMA public GRANT USAGE, SELECT ON SEQUENCES TO motcua;
