// SPDX-License-Identifier: MIT
// Being told to stop. Work that puts something in place as a whole looks here between its steps, and takes
// back what it began.
#pragma once

// Has SIGINT, SIGTERM and SIGHUP noted from now on instead of ending the program. The second of a kind ends
// it.
void stop_catch(void);

// Returns the number of the signal that came, 0 where none did. Safe in any thread.
int stop_asked(void);

// Returns its name, "SIGTERM".
const char *stop_name(void);

// Ends the program by the signal that came, so that its parent learns of it: a shell sees 128 and the number.
void stop_end(void);
