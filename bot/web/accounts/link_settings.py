"""Where links that somebody is given by hand lead."""

from procedures.settings import KnowledgeSettings


class LinkSettings(KnowledgeSettings):
    """Settings of ``python -m bot.web.accounts``."""

    port: int = 8000
    public_url: str = ""

    @property
    def base(self) -> str:
        """Address of the web without a slash at its end."""
        return self.public_url.rstrip("/") or f"http://127.0.0.1:{self.port}"
