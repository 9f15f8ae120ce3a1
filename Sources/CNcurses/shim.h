/* ncurses with wide characters, and what Swift cannot see of it: macros and mutable globals. */
#ifndef LEDE_CNCURSES_H
#define LEDE_CNCURSES_H
#ifndef _XOPEN_SOURCE
#define _XOPEN_SOURCE 700
#endif
#define NCURSES_WIDECHAR 1
#include <stdio.h>
#include <wchar.h>
#include <curses.h>
#include <term.h>

static inline WINDOW *lede_stdscr(void) { return stdscr; }
#endif
