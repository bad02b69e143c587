/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "freshet-application.h"

#include "freshet-lesson-host.h"
#include "freshet-closing.h"
#include "freshet-history.h"
#include "freshet-inhibitor.h"
#include "freshet-list-keeper.h"
#include "freshet-notifier.h"
#include "freshet-trimmer.h"
#include "freshet-watch.h"
#include "freshet-window.h"

G_BEGIN_DECLS

/**
 * FreshetApplication:
 *
 * The program: it owns the queue, takes addresses from the command line and from the desktop, and
 * ends only when all that runs has been stopped in order.
 */
struct _FreshetApplication
{
  AdwApplication parent_instance;

  GSettings *settings;          /* owned */
  FreshetPulse *pulse;          /* owned */
  FreshetQueue *queue;          /* owned; read by the signal thread */
  FreshetWatch *watch;          /* owned */
  FreshetDemoHost *demo;        /* owned */
  FreshetCompareRunner *runner; /* owned; read by the signal thread */
  FreshetLessonHost *lesson;    /* owned; read by the signal thread */
  FreshetInhibitor *inhibitor;  /* owned */
  FreshetNotifier *notifier;    /* owned */
  FreshetClosing *closing;      /* owned */
  FreshetHistory *history;      /* owned */
  FreshetTrimmer *trimmer;      /* owned */

  FreshetListKeeper *keeper; /* owned */
  GPtrArray *lists;          /* owned, of FreshetAddressList: what waits for the keeper */
#ifdef HAVE_DEMO
  gboolean wants_demo;
#endif
};

FreshetWindow *freshet_application_get_window (FreshetApplication *self);
FreshetWindow *freshet_application_present_window (FreshetApplication *self);

/* What can be asked of it, by menus, keys and other programs. */
void freshet_application_add_actions (FreshetApplication *self);

/* What it is given to download, by the command line and by the desktop. */
void freshet_application_add_options (FreshetApplication *self);
int freshet_application_read_options (FreshetApplication *self,
                                      GApplicationCommandLine *command_line);
void freshet_application_add_arguments (FreshetApplication *self, const char *const *arguments);
void freshet_application_add_list_file (FreshetApplication *self, GFile *file);
void freshet_application_add_files (FreshetApplication *self, GFile **files, int n_files);
void freshet_application_add_what_waits (FreshetApplication *self);
#ifdef HAVE_DEMO
void freshet_application_add_demo (FreshetApplication *self);
#endif

G_END_DECLS
