"""Messages of hamlet heads in; proposed cells out, and what was not understood."""

from .reading import read_messages
from .result import HamletNote, MessageReading, Piece

__all__ = ["HamletNote", "MessageReading", "Piece", "read_messages"]
