/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "freshet-app-main.h"

/* The program with the translations of the build folder, since it looks for them where it will be
 * installed. */
int
main (int argc, char **argv)
{
  return freshet_app_main (argc, argv, TEST_LOCALEDIR);
}
