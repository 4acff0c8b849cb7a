package io.workfloworchestrator.state.files;

/** Which processes are there while people save files and use git, and when they look at the files. */
enum Onlooker {
    /** No process runs; one is started when everything is over. */
    NOBODY,

    /** A process runs, and is asked for nothing before everything is over. */
    IDLE,

    /** A process runs, and is asked after every step. */
    ASKED_ALWAYS,

    /** A process runs, and is asked after each step of git, so that git commits what no process has seen yet. */
    ASKED_AFTER_GIT,

    /** Two processes run: one is asked after every step, and at the end the other one is. */
    TWO
}
