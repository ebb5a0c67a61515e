"""The screens; navigatie.py is the frame and router, one module a page."""
