// Take and give back the terminal; draw; the next event.
package import ReaderUI
import CNcurses
