"""Each page of staff is a sign of life."""

from fastapi import Request

from bot.web.accounts.guard import Me
from bot.web.api.access import SharedEdge
from bot.web.desk.queue.presence import WORKERS, touch


async def sign_of_life(request: Request, edge: SharedEdge, me: Me) -> None:
    """A dependency of the console's routers; the frame shows whether they take new conversations."""
    if WORKERS & me.roles:
        request.state.ready = await edge.run(touch, me.account_id)
