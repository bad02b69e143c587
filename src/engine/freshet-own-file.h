/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

#include <sys/stat.h>

G_BEGIN_DECLS

int freshet_own_file_open (const char *path, int flags, struct stat *info);

G_END_DECLS
