# SPDX-License-Identifier: GPL-3.0-or-later
"""flatpak, and programs in Freshet's sandbox."""

import contextlib
import hashlib
import os
import pathlib
import signal
import subprocess
import urllib.request

from gi.repository import Gio, GLib

from atspi import wait_for

ID = 'io.github.freshet.Freshet'
HOME = pathlib.Path.home()
DOWNLOADS = HOME / 'Downloads'
LOGS = HOME / 'logs'
DATA = HOME / '.var/app' / ID
EXPORTS = HOME / '.local/share/flatpak/exports/share'
TIMEOUT_S = 60


def flatpak(*arguments):
    """Runs flatpak to its end, which has to be a good one; returns what it printed."""
    done = subprocess.run(['flatpak', *arguments], capture_output=True, text=True,
                          timeout=TIMEOUT_S)
    if done.returncode != 0:
        raise RuntimeError(f'flatpak {" ".join(arguments)}: {done.stderr.strip()}')
    return done.stdout


def _change_installation(*arguments):
    """Whether it has changed is for the checks to see; why it has not is in the log."""
    with open(LOGS / 'installing', 'a') as log:
        subprocess.run(['flatpak', *arguments, '--user', '-y', '--noninteractive'],
                       stdout=log, stderr=log, timeout=TIMEOUT_S)


def install(*source):
    _change_installation('install', *source)


def uninstall():
    _change_installation('uninstall', '--delete-data', ID)


def is_installed():
    return ID in flatpak('list', '--user', '--app', '--columns=application').split()


def command(name, *arguments, **environment):
    """Runs a program in the sandbox to its end."""
    return subprocess.run(['flatpak', 'run', f'--command={name}', ID, *arguments],
                          capture_output=True, text=True, timeout=TIMEOUT_S,
                          env={**os.environ, **environment})


def shell(script, *arguments):
    """Runs a shell's script in the sandbox."""
    return command('sh', '-c', script, 'sh', *arguments)


def get_setting(key):
    return command('gsettings', 'get', ID, key).stdout.strip()


def set_setting(key, value):
    done = command('gsettings', 'set', ID, key, value)
    assert done.returncode == 0, done.stderr


def activate(action, of=''):
    """Has the desktop ask the program, or a window of it, for an action. A program that does not run
    is started."""
    Gio.bus_get_sync(Gio.BusType.SESSION).call_sync(
        ID, f'/io/github/freshet/Freshet{of}', 'org.gtk.Actions', 'Activate',
        GLib.Variant('(sava{sv})', (action, [], {})), None, Gio.DBusCallFlags.NONE, TIMEOUT_S * 1000)


def quit_program():
    """Waits until the next program that starts is the first."""
    try:
        activate('quit')
    except GLib.Error as error:  # It may have ended before it has answered.
        if not error.matches(Gio.dbus_error_quark(), Gio.DBusError.NO_REPLY):
            raise
    wait_for_end()


def kill_program():
    """The same for one without a window, which would end by itself, but ten seconds later."""
    with contextlib.suppress(RuntimeError):  # By then it has.
        flatpak('kill', ID)
    wait_for_end()


def wait_for_end():
    bus = Gio.bus_get_sync(Gio.BusType.SESSION)
    wait_for(lambda: not bus.call_sync(
        'org.freedesktop.DBus', '/org/freedesktop/DBus', 'org.freedesktop.DBus', 'NameHasOwner',
        GLib.Variant('(s)', (ID,)), None, Gio.DBusCallFlags.NONE, TIMEOUT_S * 1000).unpack()[0],
        what='the end of the program')


def sha256(path):
    return hashlib.sha256(path.read_bytes()).hexdigest()


def is_right(path, address):
    """Whether a file is what its server says that it is."""
    with urllib.request.urlopen(address.replace('/file/', '/sha256/'), timeout=30) as answer:
        return sha256(path) == answer.read().decode().split()[0]


class Running:
    """A program that runs in the sandbox, its output in a log. What goes wrong meanwhile is pictured."""

    NAME = 'freshet'
    when_it_fails = None

    def __init__(self, log, *arguments, options=(), **environment):
        self.log = LOGS / log
        reading, writing = os.pipe()
        with open(self.log, 'w') as out:
            self.process = subprocess.Popen(
                ['flatpak', 'run', f'--instance-id-fd={writing}', *options, ID, *arguments],
                stdout=out, stderr=subprocess.STDOUT, pass_fds=[writing],
                env={**os.environ, **environment})
        os.close(writing)
        with os.fdopen(reading) as instance:
            self.instance = instance.read().strip()

    def __enter__(self):
        return self

    def __exit__(self, error, *_):
        if error is not None:
            Running.when_it_fails(f'failed-{self.log.name}')
        if self.process.poll() is None:
            self.kill()

    def find_pid(self):
        """Of the program itself, which may not be the only one in its sandbox."""
        for folder in pathlib.Path('/proc').glob('[0-9]*'):
            try:
                if (folder / 'comm').read_text() == f'{self.NAME}\n' \
                        and b'--watch' not in (folder / 'cmdline').read_bytes() \
                        and self.instance in (folder / 'root/.flatpak-info').read_text():
                    return int(folder.name)
            except OSError:  # It has just ended, or is somebody else's.
                continue
        raise RuntimeError(f'{self.log.name} does not run')

    def kill(self):
        """Ends it without a word, as the desktop would."""
        with contextlib.suppress(RuntimeError):  # It may just have ended.
            flatpak('kill', self.instance)
        self.process.wait(TIMEOUT_S)


class Server(Running):
    """freshet-cli serve. The sandbox has the network of the host, which so has what it serves."""

    NAME = 'freshet-cli'

    def __init__(self):
        super().__init__('server', 'serve', '--verbose', options=['--command=freshet-cli'])
        self.base = wait_for(self._first_line, what='the server')

    def _first_line(self):
        return self.log.read_text().partition('\n')[0]

    @contextlib.contextmanager
    def held(self):
        """Meanwhile it sends nothing, so that what is under way stays so for as long as it takes."""
        pid = self.find_pid()
        os.kill(pid, signal.SIGSTOP)
        try:
            yield
        finally:
            os.kill(pid, signal.SIGCONT)

    def address(self, name, **parameters):
        query = '&'.join(f'{key}={value}' for key, value in parameters.items())
        return f'{self.base}/file/{name}?{query}'
