"""The door of leaders: sign, board, figures."""
