"""What pages share.  knobs, urls, text and bars know nothing of Streamlit; controls and models do."""
