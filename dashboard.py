"""The board's entry: streamlit run dashboard.py. Navigation, language, pack and edition only."""

import streamlit as st

from chainboard.board import frame, server

PAGES = {
    "overview": {"zh": "总览", "en": "Overview"},
    "chain": {"zh": "产业链", "en": "Industrial chains"},
    "county": {"zh": "县(区)", "en": "Counties"},
    "investment": {"zh": "招商引资", "en": "Investment"},
    "parks": {"zh": "园区", "en": "Parks"},
    "intake": {"zh": "导入", "en": "Intake"},
    "about": {"zh": "关于数据", "en": "About the data"},
}

if __name__ == "__main__":
    frame.enter(PAGES)
else:  # the server imports this file; Streamlit then runs it as a script for every view
    app = st.App(__file__, routes=server.routes(tuple(PAGES)), middleware=server.middleware())
