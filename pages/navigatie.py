"""The script that Streamlit runs for every visitor and every click: the frame, and in it a page."""

from pages.components.frame import show

show()
