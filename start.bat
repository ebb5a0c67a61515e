@echo off
rem Hetzelfde als "make start": maakt .venv, installeert de vaste versies, opent de app.
setlocal
cd /d "%~dp0"
if exist .venv\Scripts\python.exe goto install
where py >nul 2>&1 && (py -3 -m venv .venv) || (python -m venv .venv)
if errorlevel 1 goto nopython
:install
fc /b requirements\runtime.txt .venv\runtime.txt >nul 2>&1 && goto start
.venv\Scripts\python -m pip install --quiet --require-hashes -r requirements\runtime.txt || goto failed
.venv\Scripts\python -m pip install --quiet --no-deps -e . || goto failed
copy /y requirements\runtime.txt .venv\runtime.txt >nul
:start
.venv\Scripts\koffiehoek start --voorbeeld %*
exit /b %errorlevel%
:nopython
echo Koffiehoek heeft Python 3.11 of nieuwer nodig. U vindt het op python.org.
pause
exit /b 1
:failed
echo Het installeren lukte niet. Kijk of er internet is en probeer het nog eens.
pause
exit /b 1
