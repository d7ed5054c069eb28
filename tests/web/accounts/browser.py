"""A browser without a script: keeps cookies, sends forms with what the page put into them."""

import re
from typing import Any

import aiohttp

_HIDDEN = re.compile(r'<input type="hidden" name="(\w+)" value="([^"]*)">')


class Browser:
    """Remembers the page it is on; ``status``, ``text`` and ``at`` (the path it was led to) are of the last answer."""

    def __init__(self, url: str):
        self.url = url
        self.http = aiohttp.ClientSession(
            cookie_jar=aiohttp.CookieJar(unsafe=True), headers={"Accept": "text/html"}, raise_for_status=False
        )
        self.status, self.text, self.at = 0, "", ""
        self.hidden: dict[str, str] = {}

    async def get(self, path: str, **headers: str) -> int:
        """Opens a page, following where it leads; gives the status."""
        async with self.http.get(self.url + path, headers=headers) as response:
            return await self._read(response)

    async def send(self, path: str, **fields: Any) -> int:
        """Sends a form of the page with the hidden fields that it holds."""
        data = {"csrf": self.hidden.get("csrf", "")} | fields
        async with self.http.post(self.url + path, data=data, headers={"Origin": self.url}) as response:
            return await self._read(response)

    async def sign_in(self, login: str, password: str) -> int:
        """The first step."""
        return await self.send("/dang-nhap", login=login, password=password)

    def cookie(self) -> str:
        """The value of the session's cookie."""
        return next((cookie.value for cookie in self.http.cookie_jar if cookie.key == "mc_staff"), "")

    async def close(self) -> None:
        await self.http.close()

    async def _read(self, response: aiohttp.ClientResponse) -> int:
        self.status, self.text, self.at = response.status, await response.text(), response.url.path
        self.hidden = dict(_HIDDEN.findall(self.text))
        return self.status
