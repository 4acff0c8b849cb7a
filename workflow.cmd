@echo off
rem Starts Workflow Orchestrator on Windows: builds it on first use, then runs it. The script "workflow" says more.
rem Sources that changed are not noticed here: delete the folder dist to build again.
setlocal
set "WF_HOME=%~dp0"
set "WF_HOME=%WF_HOME:~0,-1%"
if not defined WORKFLOW_DIST set "WORKFLOW_DIST=%WF_HOME%\dist"
set "WF_JAVA=java"
if defined JAVA_HOME if exist "%JAVA_HOME%\bin\java.exe" set "WF_JAVA=%JAVA_HOME%\bin\java.exe"
set "WF_LAUNCH=%WORKFLOW_DIST%\launch\windows.args"
if exist "%WF_LAUNCH%" goto run
"%WF_JAVA%" "%WF_HOME%\app\src\main\java\io\workfloworchestrator\app\Distribution.java" "%WF_HOME%" "%WORKFLOW_DIST%" "%WF_LAUNCH%" "%~1" <NUL 1>&2
if errorlevel 1 exit /b %ERRORLEVEL%
:run
"%WF_JAVA%" "@%WF_LAUNCH%" %*
exit /b %ERRORLEVEL%
