/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

void freshet_test_assert_safe_name (const char *name);
