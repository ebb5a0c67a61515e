"""A Streamlit page with the widgets that Koffiehoek uses and nothing else: axe-core's baseline."""

import pandas as pd
import plotly.graph_objects as go
import streamlit as st

st.title("Kaal")
st.file_uploader("Bestanden", accept_multiple_files=True)
st.selectbox("Een", ["a", "b"])
st.multiselect("Meer", ["a", "b"])
st.text_input("Tekst")
st.segmented_control("Keuze", ["a", "b"])
st.radio("Rondje", ["a", "b"])
st.button("Knop", type="primary")
st.progress(0.5, "Voortgang")
st.expander("Meer").write("Tekst")
st.plotly_chart(go.Figure(go.Heatmap(z=[[1, 2], [3, 4]])))
st.dataframe(pd.DataFrame({"a": [1, 2]}))
st.data_editor(pd.DataFrame({"a": [1, 2]}), key="bewerken")
