"""All routes of accounts: signing in, one's own page, the people."""

from fastapi import APIRouter

from bot.web.accounts import routes_invitation, routes_own, routes_people, routes_sign_in, routes_sign_on

router = APIRouter()
for part in (routes_sign_in, routes_sign_on, routes_invitation, routes_own, routes_people):
    router.include_router(part.router)
