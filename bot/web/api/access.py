"""Who asks: the parts shared by handlers, the caller's address, the conversation that a token opens."""

from typing import Annotated

from fastapi import Depends, Path, Request
from fastapi.security import HTTPAuthorizationCredentials, HTTPBearer

from bot.web.citizen.living import open_living
from bot.web.conversations import NotYours, Talk
from bot.web.edge import Edge

_bearer = HTTPBearer(auto_error=False, description="The token given with the conversation's id.")


async def get_edge(request: Request) -> Edge:  # async, as all here: others are run in threads
    """The parts that the app has put together."""
    edge: Edge = request.app.state.edge
    return edge


async def get_address(request: Request, edge: Annotated[Edge, Depends(get_edge)]) -> str:
    """An opaque id of the caller's address."""
    return edge.address_id(request.client.host if request.client else "unknown")


async def count_address(
    request: Request, edge: Annotated[Edge, Depends(get_edge)], address: Annotated[str, Depends(get_address)]
) -> None:
    """Counts one request of the caller's address, once, reading apart from sending. Raises TooMany."""
    await edge.limits.count("read" if request.method in ("GET", "HEAD") else "address", address)


async def get_talk(
    request: Request,
    edge: Annotated[Edge, Depends(get_edge)],
    conversation: Annotated[str, Path(max_length=64)],
    credentials: Annotated[HTTPAuthorizationCredentials | None, Depends(_bearer)],
) -> Talk:
    """The conversation of the path. Raises NotYours without its own token, Closed once it is closed."""
    if credentials is None:
        raise NotYours
    talk = await edge.run(open_living, conversation, credentials.credentials, edge.settings)
    request.state.lang = talk.lang
    return talk


SharedEdge = Annotated[Edge, Depends(get_edge)]
Address = Annotated[str, Depends(get_address)]
OwnTalk = Annotated[Talk, Depends(get_talk)]
COUNTED = [Depends(count_address)]
"""Dependencies of a route; they come before its own parameters, so a wrong token is counted too."""
