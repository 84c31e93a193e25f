@echo off
rem The board on Windows: makes .venv, installs what is missing, builds the first
rem editions, starts the board. Another port: set PORT=8600 and run again.
setlocal
chcp 65001 >nul
cd /d "%~dp0"
set PYTHONUTF8=1
set PIP_DISABLE_PIP_VERSION_CHECK=1
if not defined PORT set PORT=8501

if exist .venv\Scripts\python.exe goto install

set PYTHON3=
py -3.11 -c "import venv" >nul 2>&1 && set PYTHON3=py -3.11
if not defined PYTHON3 (
    python -c "import sys; sys.exit(sys.version_info < (3, 11))" >nul 2>&1 && set PYTHON3=python
)
if not defined PYTHON3 (
    echo The board needs Python 3.11 or later. Install it, then run this file again.
    goto failed
)
echo Python: a virtual environment in .venv
%PYTHON3% -m venv .venv
if errorlevel 1 goto failed

:install
fc /b requirements.lock .venv\installed.txt >nul 2>&1
if not errorlevel 1 goto editions
echo Install: requirements.lock
.venv\Scripts\python.exe -m pip install -q --require-hashes -r requirements.lock
if errorlevel 1 goto failed
copy /y requirements.lock .venv\installed.txt >nul
if errorlevel 1 goto failed

:editions
if exist var\published\CURRENT goto demo
echo Build: first edition of the published data
.venv\Scripts\python.exe -m chainboard build --pack published
if errorlevel 1 goto failed

:demo
if exist var\demo\CURRENT goto start
echo Build: first edition of the demo data
.venv\Scripts\python.exe -m chainboard build --pack demo
if errorlevel 1 goto failed

:start
echo Board: http://127.0.0.1:%PORT%  (Ctrl+C stops it)
.venv\Scripts\python.exe -m streamlit run dashboard.py --server.port %PORT%
if errorlevel 1 goto failed
exit /b 0

:failed
echo The board did not start; the lines above say why.
pause
exit /b 1
