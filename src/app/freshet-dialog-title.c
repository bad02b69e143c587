/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "freshet-dialog-title.h"

#include <adwaita.h>

#include "freshet-windows.h"

/* What libadwaita takes for the least width of a question. */
#define LEAST_WIDTH 100

static void
mend (GtkWidget *widget)
{
  if (GTK_IS_LABEL (widget) && gtk_widget_has_css_class (widget, "title-2"))
    {
      gtk_label_set_wrap (GTK_LABEL (widget), TRUE);
      gtk_label_set_wrap_mode (GTK_LABEL (widget), PANGO_WRAP_WORD_CHAR);
      gtk_widget_set_size_request (gtk_widget_get_parent (widget), LEAST_WIDTH, -1);
    }
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    mend (child);
}

static void
realize_cb (GtkWidget *window)
{
  if (ADW_IS_MESSAGE_DIALOG (window))
    mend (window);
}

/**
 * freshet_dialog_title_watch_windows:
 *
 * Lets the title of each question be as narrow as libadwaita 1.7 measures it, about which GTK 4.18 warns
 * otherwise: it has two of them, and measures the large one for the width of the small one.
 */
void
freshet_dialog_title_watch_windows (void)
{
  freshet_windows_connect ("realize", G_CALLBACK (realize_cb));
}
