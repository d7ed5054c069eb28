"""What the launcher does beside keeping the parts: it looks each second whether the desk asked for something."""

import asyncio
from collections.abc import Awaitable, Callable

from bot.launcher.logs import say
from bot.launcher.release import Releaser
from bot.launcher.store import Store
from bot.launcher.training import Trainer
from bot.training import releases

LOOK_EVERY_SECONDS = 1.0
SIGN_EVERY_SECONDS = 10.0


async def do_duties(store: Store, trainer: Trainer, releaser: Releaser) -> None:
    """Goes on until it is cancelled. A release does not wait for a training, and no failure ends the bot."""

    async def sign() -> None:
        await store.run(releases.sign_of_life)

    async with asyncio.TaskGroup() as duties:
        duties.create_task(_again(trainer.one, LOOK_EVERY_SECONDS))
        duties.create_task(_again(releaser.one, LOOK_EVERY_SECONDS))
        duties.create_task(_again(sign, SIGN_EVERY_SECONDS))


async def _again(duty: Callable[[], Awaitable[None]], every: float) -> None:
    while True:
        try:
            await duty()
        except Exception as error:  # noqa: BLE001 - whatever fails here, citizens are answered, and the next look comes
            say(f"models: {type(error).__name__}: {error}")
        await asyncio.sleep(every)
