"""The board's entry: streamlit run dashboard.py. Navigation, language, pack and edition only."""

import streamlit as st

from chainboard.board import frame, server

PAGES = {
    "chain": "产业链",
    "about": "说明",
}

if __name__ == "__main__":
    frame.enter(PAGES)
else:  # the server imports this file; Streamlit then runs it as a script for every view
    app = st.App(__file__, routes=server.routes(tuple(PAGES)), middleware=server.middleware())
