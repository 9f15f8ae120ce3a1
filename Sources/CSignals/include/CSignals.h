/* Signals that wake the main loop, and a terminal left as it was found after a crash. */
