"""The board's entry: streamlit run dashboard.py. Each page is a file of pages/."""

import gc

import streamlit as st

from chainboard import way
from chainboard.board import frame, server
from chainboard.navigation import addresses, pages

if __name__ == "__main__":
    frame.enter(pages())
else:  # the server imports this file; Streamlit then runs it as a script for every view
    way.begin()
    app = st.App(__file__, routes=server.routes(addresses()), middleware=server.middleware())
    gc.freeze()  # what was imported stays: no need to look through 200,000 lists of pinyin again
