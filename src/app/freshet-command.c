/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "freshet-command.h"

#include <glib/gi18n-lib.h>

#include "freshet-error.h"

G_DEFINE_ENUM_TYPE (FreshetCommand,
                    freshet_command,
                    G_DEFINE_ENUM_VALUE (FRESHET_COMMAND_NONE, "none"),
                    G_DEFINE_ENUM_VALUE (FRESHET_COMMAND_START, "start"),
                    G_DEFINE_ENUM_VALUE (FRESHET_COMMAND_PAUSE, "pause"),
                    G_DEFINE_ENUM_VALUE (FRESHET_COMMAND_CANCEL, "cancel"),
                    G_DEFINE_ENUM_VALUE (FRESHET_COMMAND_OPEN, "open"),
                    G_DEFINE_ENUM_VALUE (FRESHET_COMMAND_SHOW_IN_FOLDER, "show-in-folder"),
                    G_DEFINE_ENUM_VALUE (FRESHET_COMMAND_SIGN_IN, "sign-in"),
                    G_DEFINE_ENUM_VALUE (FRESHET_COMMAND_CHOOSE_FOLDER, "choose-folder"),
                    G_DEFINE_ENUM_VALUE (FRESHET_COMMAND_REMOVE, "remove"),
                    G_DEFINE_ENUM_VALUE (FRESHET_COMMAND_CHECK, "check"),
                    G_DEFINE_ENUM_VALUE (FRESHET_COMMAND_FIND_CHECKSUM, "find-checksum"),
                    G_DEFINE_ENUM_VALUE (FRESHET_COMMAND_COPY_ADDRESS, "copy-address"),
                    G_DEFINE_ENUM_VALUE (FRESHET_COMMAND_TRASH, "trash"),
                    G_DEFINE_ENUM_VALUE (FRESHET_COMMAND_DETAILS, "details"),
                    G_DEFINE_ENUM_VALUE (FRESHET_COMMAND_LIMIT_SPEED, "limit-speed"))

/**
 * freshet_command_fits:
 * @command: a command
 * @state: the state that a download is in
 *
 * Returns: whether @command does anything to a download in @state
 */
gboolean
freshet_command_fits (FreshetCommand command, FreshetState state)
{
  gboolean is_active = freshet_state_is_active (state);

  switch (command)
    {
    case FRESHET_COMMAND_START:
      return !is_active && state != FRESHET_STATE_FINISHED;
    case FRESHET_COMMAND_PAUSE:
      return state == FRESHET_STATE_CONNECTING || state == FRESHET_STATE_DOWNLOADING;
    case FRESHET_COMMAND_CANCEL:
      return is_active || state == FRESHET_STATE_PAUSED;
    case FRESHET_COMMAND_OPEN:
    case FRESHET_COMMAND_SHOW_IN_FOLDER:
    case FRESHET_COMMAND_TRASH:
      return state == FRESHET_STATE_FINISHED;
    case FRESHET_COMMAND_LIMIT_SPEED:
      return state != FRESHET_STATE_VERIFYING && state != FRESHET_STATE_FINISHED
             && state != FRESHET_STATE_CANCELLED;
    case FRESHET_COMMAND_SIGN_IN:
      return state == FRESHET_STATE_FAILED;
    case FRESHET_COMMAND_CHOOSE_FOLDER:
      return state == FRESHET_STATE_FAILED || state == FRESHET_STATE_WAITING;
    case FRESHET_COMMAND_CHECK:
    case FRESHET_COMMAND_FIND_CHECKSUM:
      return !is_active;
    case FRESHET_COMMAND_REMOVE:
    case FRESHET_COMMAND_COPY_ADDRESS:
    case FRESHET_COMMAND_DETAILS:
      return TRUE;
    case FRESHET_COMMAND_NONE:
    default:
      return FALSE;
    }
}

/**
 * freshet_command_first:
 * @state: the state that a download is in
 *
 * Returns: what a person most likely wants of it: the first button of its row, and what happens
 *   when the row is activated
 */
FreshetCommand
freshet_command_first (FreshetState state)
{
  if (freshet_command_fits (FRESHET_COMMAND_START, state))
    return FRESHET_COMMAND_START;
  if (freshet_command_fits (FRESHET_COMMAND_PAUSE, state))
    return FRESHET_COMMAND_PAUSE;
  if (freshet_command_fits (FRESHET_COMMAND_OPEN, state))
    return FRESHET_COMMAND_OPEN;
  return FRESHET_COMMAND_NONE;
}

/**
 * freshet_command_first_for:
 * @download: a download
 *
 * Returns: the same, where it matters why it failed
 */
FreshetCommand
freshet_command_first_for (FreshetDownload *download)
{
  FreshetState state;
  const GError *error;

  g_return_val_if_fail (FRESHET_IS_DOWNLOAD (download), FRESHET_COMMAND_NONE);

  state = freshet_download_get_state (download);
  error = freshet_download_get_error (download);
  if (freshet_command_fits (FRESHET_COMMAND_SIGN_IN, state)
      && g_error_matches (error, FRESHET_ERROR, FRESHET_ERROR_AUTH_REQUIRED))
    return FRESHET_COMMAND_SIGN_IN;
  if (freshet_command_fits (FRESHET_COMMAND_CHOOSE_FOLDER, state)
      && g_error_matches (error, FRESHET_ERROR, FRESHET_ERROR_CANNOT_WRITE))
    return FRESHET_COMMAND_CHOOSE_FOLDER;
  return freshet_command_first (state);
}

/**
 * freshet_command_last:
 * @state: the state that a download is in
 *
 * Returns: the way to be rid of it: the last button of its row
 */
FreshetCommand
freshet_command_last (FreshetState state)
{
  return freshet_command_fits (FRESHET_COMMAND_CANCEL, state) ? FRESHET_COMMAND_CANCEL
                                                              : FRESHET_COMMAND_REMOVE;
}

/**
 * freshet_command_get_icon_name:
 * @command: a command
 * @state: the state of the download that it is offered for
 *
 * Returns: the name of its symbolic icon; empty for what has no button
 */
const char *
freshet_command_get_icon_name (FreshetCommand command, FreshetState state)
{
  switch (command)
    {
    case FRESHET_COMMAND_START:
      return state == FRESHET_STATE_FAILED || state == FRESHET_STATE_CANCELLED
                 ? "view-refresh-symbolic"
                 : "media-playback-start-symbolic";
    case FRESHET_COMMAND_PAUSE:
      return "media-playback-pause-symbolic";
    case FRESHET_COMMAND_CANCEL:
      return "process-stop-symbolic";
    case FRESHET_COMMAND_OPEN:
      return "document-open-symbolic";
    case FRESHET_COMMAND_SHOW_IN_FOLDER:
      return "folder-symbolic";
    case FRESHET_COMMAND_SIGN_IN:
      return "dialog-password-symbolic";
    case FRESHET_COMMAND_CHOOSE_FOLDER:
      return "folder-new-symbolic";
    case FRESHET_COMMAND_REMOVE:
      return "list-remove-symbolic";
    case FRESHET_COMMAND_CHECK:
    case FRESHET_COMMAND_FIND_CHECKSUM:
    case FRESHET_COMMAND_COPY_ADDRESS:
    case FRESHET_COMMAND_TRASH:
    case FRESHET_COMMAND_DETAILS:
    case FRESHET_COMMAND_LIMIT_SPEED:
    case FRESHET_COMMAND_NONE:
    default:
      return "";
    }
}

static const char *
get_start_label (FreshetState state)
{
  switch (state)
    {
    case FRESHET_STATE_PAUSED:
      return _ ("Resume");
    case FRESHET_STATE_FAILED:
      return _ ("Try Again");
    case FRESHET_STATE_CANCELLED:
      return _ ("Download Again");
    case FRESHET_STATE_WAITING:
    case FRESHET_STATE_CONNECTING:
    case FRESHET_STATE_DOWNLOADING:
    case FRESHET_STATE_VERIFYING:
    case FRESHET_STATE_FINISHED:
    default:
      return _ ("Start");
    }
}

/**
 * freshet_command_get_label:
 * @command: a command
 * @state: the state of the download that it is offered for
 *
 * Returns: what it is called, in the user's language; empty for what has no button
 */
const char *
freshet_command_get_label (FreshetCommand command, FreshetState state)
{
  switch (command)
    {
    case FRESHET_COMMAND_START:
      return get_start_label (state);
    case FRESHET_COMMAND_PAUSE:
      return _ ("Pause");
    case FRESHET_COMMAND_CANCEL:
      return _ ("Cancel");
    case FRESHET_COMMAND_OPEN:
      return _ ("Open");
    case FRESHET_COMMAND_SHOW_IN_FOLDER:
      return _ ("Show in Folder");
    case FRESHET_COMMAND_SIGN_IN:
      return _ ("Sign In…");
    case FRESHET_COMMAND_CHOOSE_FOLDER:
      return _ ("Choose Folder…");
    case FRESHET_COMMAND_REMOVE:
      return _ ("Remove From List");
    case FRESHET_COMMAND_CHECK:
    case FRESHET_COMMAND_FIND_CHECKSUM:
    case FRESHET_COMMAND_COPY_ADDRESS:
    case FRESHET_COMMAND_TRASH:
    case FRESHET_COMMAND_DETAILS:
    case FRESHET_COMMAND_LIMIT_SPEED:
    case FRESHET_COMMAND_NONE:
    default:
      return "";
    }
}

/**
 * freshet_command_is_for_one:
 * @command: a command
 *
 * Returns: whether it is done to one download, and not to many at once
 */
gboolean
freshet_command_is_for_one (FreshetCommand command)
{
  switch (command)
    {
    case FRESHET_COMMAND_OPEN:
    case FRESHET_COMMAND_SHOW_IN_FOLDER:
    case FRESHET_COMMAND_SIGN_IN:
    case FRESHET_COMMAND_CHOOSE_FOLDER:
    case FRESHET_COMMAND_CHECK:
    case FRESHET_COMMAND_DETAILS:
      return TRUE;
    case FRESHET_COMMAND_NONE:
    case FRESHET_COMMAND_START:
    case FRESHET_COMMAND_PAUSE:
    case FRESHET_COMMAND_CANCEL:
    case FRESHET_COMMAND_REMOVE:
    case FRESHET_COMMAND_FIND_CHECKSUM:
    case FRESHET_COMMAND_COPY_ADDRESS:
    case FRESHET_COMMAND_TRASH:
    case FRESHET_COMMAND_LIMIT_SPEED:
    default:
      return FALSE;
    }
}
