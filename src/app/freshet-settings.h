/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "freshet-queue.h"

G_BEGIN_DECLS

/**
 * FreshetProxyMode:
 * @FRESHET_PROXY_MODE_SYSTEM: what the system's settings say
 * @FRESHET_PROXY_MODE_NONE: none
 * @FRESHET_PROXY_MODE_MANUAL: the one in the settings of the program
 *
 * Which proxy is asked.
 */
typedef enum
{
  FRESHET_PROXY_MODE_SYSTEM,
  FRESHET_PROXY_MODE_NONE,
  FRESHET_PROXY_MODE_MANUAL,
} FreshetProxyMode;

GSettings *freshet_settings_new (void);
char *freshet_settings_get_download_folder (GSettings *settings);
void freshet_settings_apply (GSettings *settings, FreshetQueue *queue);

G_END_DECLS
