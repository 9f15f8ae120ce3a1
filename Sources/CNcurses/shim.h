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
static inline WINDOW *lede_curscr(void) { return curscr; }
static inline int lede_colors(void) { return COLORS; }
static inline int lede_color_pairs(void) { return COLOR_PAIRS; }

/* A screen of the terminal open at fd, whose number and not whose FILE is what ncurses keeps. */
static inline SCREEN *lede_newterm(int fd) {
  FILE *file = fdopen(fd, "r+");
  return file ? newterm(NULL, file, file) : NULL;
}

static const attr_t LEDE_BOLD = A_BOLD, LEDE_DIM = A_DIM, LEDE_ITALIC = A_ITALIC,
                    LEDE_UNDERLINE = A_UNDERLINE, LEDE_REVERSE = A_REVERSE;

/* Pairs above 255 go by the pointer, not by the short. */
static inline int lede_set_style(WINDOW *window, attr_t attributes, int pair) {
  return wattr_set(window, attributes, (short)pair, &pair);
}

/* glibc hides these from Swift's own module. */
extern int wcwidth(wchar_t);
extern size_t wcrtomb(char *, wchar_t, mbstate_t *);
#endif
