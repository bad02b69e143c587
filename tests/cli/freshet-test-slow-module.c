/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <gio/gio.h>

/*
 * A module of GIO's that takes a while to load, and leaves a file behind when it has: for
 * freshet_session_warm_up().
 */

#define LOAD_US (300 * 1000)

G_MODULE_EXPORT void g_io_module_load (GIOModule *module);
G_MODULE_EXPORT void g_io_module_unload (GIOModule *module);

void
g_io_module_load (GIOModule *module)
{
  g_usleep (LOAD_US);
  g_file_set_contents (g_getenv ("FRESHET_TEST_LOADED"), "", 0, NULL);
}

void
g_io_module_unload (GIOModule *module)
{
}
