/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "freshet-download.h"

G_BEGIN_DECLS

/**
 * FreshetCommand:
 * @FRESHET_COMMAND_NONE: nothing
 * @FRESHET_COMMAND_START: start, resume or try again, whichever fits
 * @FRESHET_COMMAND_PAUSE: stop, and keep what is there
 * @FRESHET_COMMAND_CANCEL: give up
 * @FRESHET_COMMAND_OPEN: open the file
 * @FRESHET_COMMAND_SHOW_IN_FOLDER: show the file in the file manager
 * @FRESHET_COMMAND_SIGN_IN: tell the server who is there, and try again
 * @FRESHET_COMMAND_CHOOSE_FOLDER: put it into another folder, and try again
 * @FRESHET_COMMAND_REMOVE: take it out of the list; the file stays
 * @FRESHET_COMMAND_CHECK: check the file, now or when it is there, by a checksum that is typed
 * @FRESHET_COMMAND_FIND_CHECKSUM: the same by a checksum that lies beside it on the server
 * @FRESHET_COMMAND_COPY_ADDRESS: put its address on the clipboard
 * @FRESHET_COMMAND_TRASH: move the file to the wastebasket, and take it out of the list
 * @FRESHET_COMMAND_DETAILS: show all that is known of it
 * @FRESHET_COMMAND_LIMIT_SPEED: ask how fast it may be
 *
 * What can be done with one download in the list.
 */
typedef enum
{
  FRESHET_COMMAND_NONE,
  FRESHET_COMMAND_START,
  FRESHET_COMMAND_PAUSE,
  FRESHET_COMMAND_CANCEL,
  FRESHET_COMMAND_OPEN,
  FRESHET_COMMAND_SHOW_IN_FOLDER,
  FRESHET_COMMAND_SIGN_IN,
  FRESHET_COMMAND_CHOOSE_FOLDER,
  FRESHET_COMMAND_REMOVE,
  FRESHET_COMMAND_CHECK,
  FRESHET_COMMAND_FIND_CHECKSUM,
  FRESHET_COMMAND_COPY_ADDRESS,
  FRESHET_COMMAND_TRASH,
  FRESHET_COMMAND_DETAILS,
  FRESHET_COMMAND_LIMIT_SPEED,
} FreshetCommand;

#define FRESHET_TYPE_COMMAND (freshet_command_get_type ())
GType freshet_command_get_type (void) G_GNUC_CONST;

gboolean freshet_command_fits (FreshetCommand command, FreshetState state);
gboolean freshet_command_is_for_one (FreshetCommand command);
FreshetCommand freshet_command_first (FreshetState state);
FreshetCommand freshet_command_first_for (FreshetDownload *download);
FreshetCommand freshet_command_last (FreshetState state);
const char *freshet_command_get_icon_name (FreshetCommand command, FreshetState state);
const char *freshet_command_get_label (FreshetCommand command, FreshetState state);

G_END_DECLS
