"""Widgets, and words of people that happen to be English."""

import datetime

import pandas as pd
import plotly.graph_objects as go
import streamlit as st


def fail() -> None:
    """Go wrong within a callback, outside any page's care."""
    raise ValueError("geheim 12345")


st.set_page_config(page_icon="☕")
st.file_uploader("Bestanden", accept_multiple_files=True, type=["txt"])
st.selectbox("Hoek", ["Open", "Search"], index=None)
st.date_input("Dag", datetime.date(2024, 11, 14), format="DD-MM-YYYY")
st.markdown("Upload")
st.table(pd.DataFrame({"uitspraak": ["Search"]}))
st.plotly_chart(go.Figure(go.Heatmap(z=[[1, 2], [3, 4]])))
st.button("Stuk", on_click=fail)
