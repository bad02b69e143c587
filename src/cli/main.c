/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "freshet-cli.h"

int
main (int argc, char **argv)
{
  return freshet_cli_main (argc, argv, LOCALEDIR);
}
