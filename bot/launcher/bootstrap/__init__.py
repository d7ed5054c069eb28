"""Sets up everything a start needs, with the standard library of any Python from 3.8 on (make calls ``python3``)."""
