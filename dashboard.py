"""The board's entry: streamlit run dashboard.py. Navigation, language, pack and edition only."""

import streamlit as st

from chainboard.board import frame, server

PAGES = {
    "chain": {"zh": "产业链", "en": "Industrial chains"},
    "about": {"zh": "关于数据", "en": "About the data"},
}

if __name__ == "__main__":
    frame.enter(PAGES)
else:  # the server imports this file; Streamlit then runs it as a script for every view
    app = st.App(__file__, routes=server.routes(tuple(PAGES)), middleware=server.middleware())
