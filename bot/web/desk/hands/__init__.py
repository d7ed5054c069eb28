"""Who answers a conversation: asking for a person, taking, handing on, giving back, ending. Each one transaction."""

from bot.web.desk.hands.ask import ask, leave, stop_waiting
from bot.web.desk.hands.release import close, give_back, lose, pass_on
from bot.web.desk.hands.take import assign, room_of, take

__all__ = ["ask", "assign", "close", "give_back", "leave", "lose", "pass_on", "room_of", "stop_waiting", "take"]
