/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "freshet-app-main.h"

int
main (int argc, char **argv)
{
  return freshet_app_main (argc, argv, LOCALEDIR);
}
