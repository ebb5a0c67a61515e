"""The work itself: from flip-over to synthesis, as plain functions over values."""
