"""The people who work here: how they sign in, what they may do, and the log of what they did."""

from fastapi import APIRouter

from bot.web.accounts import routes_invitation, routes_own, routes_people, routes_sign_in, routes_sign_on
from bot.web.accounts.guard import guard

router = APIRouter()
for part in (routes_sign_in, routes_sign_on, routes_invitation, routes_own, routes_people):
    router.include_router(part.router)

__all__ = ["guard", "router"]
