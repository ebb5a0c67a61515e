"""What pages share: the frame, state, data, and what stands around Streamlit."""
