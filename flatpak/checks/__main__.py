# SPDX-License-Identifier: GPL-3.0-or-later
"""Installs Freshet from what flatpak/bundle made, uses it as people do, and uninstalls it.

    python3 flatpak/checks PORT [GROUP...]

PORT is the one that flatpak/bundle was told. Logs and pictures stay in the home."""

import json
import os
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile

# To look at windows is what the tests of the window have learned.
sys.path.append(str(pathlib.Path(__file__).resolve().parents[2] / 'tests/app'))

import desktop
import monitors
import running
import sandbox
import tally
from atspi import wait_for
from observer import Observer
from sandbox import (DATA, DOWNLOADS, EXPORTS, HOME, ID, LOGS, Running, Server, activate, command,
                     flatpak, is_right, quit_program)
from tally import check
from window import Window

CHECKOUT = pathlib.Path(__file__).resolve().parents[2]
BUILT = HOME / 'built'
ELSEWHERE = HOME / 'Elsewhere'
GRANTED = HOME / 'Granted'
THIRD = {'size': '1M', 'rate': '1M', 'seed': 10}
PERMISSIONS = '''[Context]
shared=network;ipc;
sockets=x11;wayland;fallback-x11;
devices=dri;
filesystems=xdg-download;
'''
# Of what a screen reader is to find in the window, some that have no text, and some that do.
NAMES = {'Add Addresses', 'Blocking mode', 'Download', 'Main Menu'}
# What flatpak, the portals and these checks themselves write.
OTHERS = ('.cache/', '.config/dconf/', '.gnupg/', '.local/share/flatpak/',
          '.local/share/recently-used.xbel', 'bus.log', 'dist/', 'logs/',
          'pictures/')
# What GLib says of the program, in what it or the bus that started it has written.
WARNING = re.compile(r'\(freshet(-cli)?:\d+\): (\S+-)?(WARNING|CRITICAL|ERROR)')


def list_files(folder, leave_out=()):
    """All that is below it and is no folder, but for what is in the folders left out."""
    found = set()
    for parent, folders, names in os.walk(folder):
        below = os.path.join(os.path.relpath(parent, folder), '').removeprefix('./')
        folders[:] = [name for name in folders if f'{below}{name}/' not in leave_out]
        found.update(below + name for name in names)
    return found


def list_new_files(around):
    return list_files(HOME, OTHERS) - around.files - set(OTHERS)


def check_what_was_built(_):
    files = BUILT / 'build/files'
    check('the desktop entry is valid', subprocess.run(
        ['desktop-file-validate', files / f'share/applications/{ID}.desktop']).returncode == 0)
    # The SDK's appstreamcli, since Debian 12's does not know all that is in it.
    metainfo = subprocess.run(
        ['flatpak', 'build', BUILT / 'build', 'appstreamcli', 'validate', '--no-net', '--strict',
         f'/app/share/metainfo/{ID}.metainfo.xml'], capture_output=True, text=True)
    check('the metainfo is valid, strictly', metainfo.returncode == 0)
    check('... and in the catalogue, with an icon',
          list(files.glob('share/app-info/xmls/*.xml.gz'))
          and list(files.glob(f'share/app-info/icons/flatpak/128x128/{ID}.png')))
    check('all of its translations are in it, and those of the help',
          all((files / f'share/locale/{language}/LC_MESSAGES/freshet.mo').exists()
              for language in read_languages('po'))
          and all((files / f'share/help/{language}/freshet/index.page').exists()
                  for language in ['C', *read_languages('data/help')]))
    archive = HOME / 'dist/freshet-0.tar.gz'
    archive.parent.mkdir()
    subprocess.run(['tar', '-C', CHECKOUT.parent, '-czf', archive, CHECKOUT.name], check=True)
    manifest = archive.with_name(f'{ID}.yml')
    manifest.write_bytes(subprocess.run(
        [CHECKOUT / 'flatpak/release-manifest', archive, archive.as_uri()],
        stdout=subprocess.PIPE, check=True).stdout)
    check('a release is built from its archive', get_sources(manifest))
    with archive.open('ab') as changed:
        changed.write(b'x')
    check('... and from no other', not get_sources(manifest))


def read_languages(folder):
    return [line for line in (CHECKOUT / folder / 'LINGUAS').read_text().splitlines()
            if not line.startswith('#')]


def get_sources(manifest):
    """Whether flatpak-builder gets what a manifest names."""
    folder = pathlib.Path(tempfile.mkdtemp(dir=manifest.parent))
    return subprocess.run(
        ['flatpak-builder', '--download-only', f'--state-dir={folder}/state', folder / 'build', manifest],
        stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL).returncode == 0


def check_installing(around):
    sandbox.install(BUILT / 'freshet.flatpak')
    check('the bundle installs', sandbox.is_installed())
    sandbox.uninstall()
    check('... and is uninstalled', not sandbox.is_installed())
    flatpak('remote-add', '--user', 'freshet', f'{around.url}/freshet.flatpakrepo')
    sandbox.install('freshet', ID)
    check('so it does from the repository', sandbox.is_installed())
    sandbox.uninstall()
    flatpak('remote-delete', '--user', 'freshet')
    sandbox.install(f'{around.url}/freshet.flatpakref')
    check('the .flatpakref installs', sandbox.is_installed())
    remotes = dict(line.partition('\t')[::2] for line in flatpak(
        'remotes', '--user', '--columns=name,options').splitlines())
    check('... from a repository whose signature counts',
          'no-gpg-verify' in remotes['flathub'] and 'no-gpg-verify' not in remotes['freshet'])


def check_sandbox(_):
    check('it has these permissions and no other',
          flatpak('info', '--user', '--show-permissions', ID).strip() == PERMISSIONS.strip())
    capabilities = command('grep', 'CapEff', '/proc/self/status').stdout.split()
    check('it has no capability', capabilities == ['CapEff:', '0000000000000000'])
    refused = sandbox.shell('touch /app/x /app/bin/x /usr/x').stderr
    check('/app and /usr are read-only', refused.count('Read-only file system') == 3)
    check('of the home it sees Downloads, and nothing else',
          command('ls', str(HOME)).stdout.split() == ['Downloads'])
    for program in 'freshet', 'freshet-cli':
        libraries = sandbox.shell(
            'LD_TRACE_LOADED_OBJECTS=1 /lib64/ld-linux-*.so.* "/app/bin/$1"', program).stdout
        check(f'{program} finds its libraries',
              'libsoup-3.0.so.0 => /' in libraries and 'not found' not in libraries)
    check('freshet-cli does without GTK', libraries and 'libgtk' not in libraries)


def check_terminal(_):
    with Server() as server:
        one = server.address('one.bin', size='2M', seed=5)
        done = command('freshet-cli', 'get', one, LANG='es_ES.UTF-8')
        check('freshet-cli speaks Spanish', 'Descargado one.bin' in done.stdout)
        check('what it downloads is right on the host', is_right(DOWNLOADS / 'one.bin', one))

        done = command('freshet-cli', 'compare', one)
        check('freshet-cli compares the modes', done.returncode == 0 and 'failed' not in done.stdout)

        done = sandbox.shell('mkdir ~/lost && freshet-cli get -d ~/lost "$1"', one)
        check('a folder that the sandbox would not keep is refused',
              done.returncode == 1 and 'outside this program’s sandbox' in done.stdout)
        check_resuming(server)


def check_resuming(server):
    slow = server.address('slow.bin', size='8M', rate='4M', seed=6)
    path = DOWNLOADS / 'slow.bin'
    with Running('killed', 'get', slow, options=['--command=freshet-cli']) as running:
        wait_for(lambda: sum(part.stat().st_size for part in DOWNLOADS.glob('slow.bin*')) > 4 << 20,
                 what='half of the file')
        running.kill()
    check('after flatpak kill, nothing is under the final name', not path.exists())
    report = DOWNLOADS / 'report.json'
    command('freshet-cli', 'get', f'--report={report}', slow)
    (download,) = json.loads(report.read_text())['downloads']
    report.unlink()
    check('... the next run resumes', download['resumed_from'] > 0)
    check('... and the file is right', is_right(path, slow))


def open_window():
    activate('demo')
    return Window()


def check_window(around):
    sandbox.set_setting('freeze-guard', '3')
    window = check('the desktop starts it, and its window opens on X11', open_window)
    host = window.wait_for_text('127.0.0.1:', times=6)[0].split()[-1]
    names = window.wait_for_names()
    check(f'all {len(names)} that can have the focus have a name of their own', NAMES <= set(names))
    addresses = [f'http://{host}/file/file{n}.bin?size=3600K&seed={n}' for n in range(1, 7)]
    window.press('button', 'Download')
    window.wait_for_text('MB/s', times=6)
    around.picture('async')
    window.wait_for_text('Finished', times=6)
    check('the six files of the demo are right on the host', all(
        is_right(DOWNLOADS / f'file{n}.bin', address) for n, address in enumerate(addresses, 1)))
    check_freeze(around, window)
    check('what the freeze guard cut off is finished in the other mode', all(
        is_right(DOWNLOADS / f'file{n} (1).bin', address) for n, address in enumerate(addresses, 1)))
    quit_program()
    check('nothing half-done is left', not list(DOWNLOADS.glob('*.part*')))


def check_freeze(around, window):
    """The demo once more, in blocking mode until the guard ends that, then in async mode."""
    window.press('switch', 'Blocking mode')
    activate('demo')
    window.wait_for_text('Waiting')
    window.press('button', 'Watch From Outside')
    watcher = Window(title='Freshet From Outside')
    watcher.wait_for_text('Freshet Answers')
    with Observer(around.find_windows('Freshet')[0]) as observer:
        window.press('button', 'Download')
        (told,) = window.wait_for_text('frozen for')
    around.picture('thawed')
    seconds = float(told.split()[-2])
    check(f'the switch freezes it: {observer.worst:.2f} s, seen from outside', observer.worst > 2.5)
    check(f'... and it says so: {seconds:.2f} s', abs(seconds - observer.worst) < 0.25)
    (told,) = watcher.wait_for_text('after a silence of')
    silence = float(told.split()[-2])
    check(f'... as does a second process: {silence:.2f} s', abs(silence - observer.worst) < 0.25)
    watcher.press('button', 'Close')
    window.press('switch', 'Blocking mode')
    window.press('button', 'Download')
    wait_for(lambda: len(list(DOWNLOADS.glob('file* (1).bin'))) == 6, what='all six again')


def wait_for_opened():
    """Waits until the program that opens files was started, and returns what for."""
    opened = LOGS / 'opened'
    wait_for(lambda: opened.exists() and opened.read_text(), what='the program that opens it')
    what = opened.read_text().strip()
    opened.unlink()
    return what


def check_portals(around):
    ELSEWHERE.mkdir()
    GRANTED.mkdir()
    with Server() as server:
        with Running('portals') as running:
            window = Window()
            check_opening(around, server, window)
            check_chosen_folder(around, server, window)
            chosen = sandbox.get_setting('download-folder')
            check_other_folder(around, server, window)
            with server.held():
                running.kill()
        sandbox.set_setting('download-folder', chosen)
        # The portal that begins anew has the grants that it wrote down.
        subprocess.run(['pkill', '--euid', str(os.geteuid()), '--full', 'xdg-document-portal'],
                       check=True)
        with Running('portals'):
            window = Window()
            check_folder(server, window, 'second.bin')
            window.wait_for_status('third.bin', 'Finished')
            check('... and what was under way in the other one goes on',
                  is_right(GRANTED / 'third.bin', server.address('third.bin', **THIRD)))
    check('nothing else is there', list_files(ELSEWHERE) == {'first.bin', 'second.bin'}
          and list_files(GRANTED) == {'third.bin'})


def check_opening(around, server, window):
    command('freshet', server.address('a.opened', size='1K'))
    check('an address reaches the program that runs', lambda: window.wait_for_text('a.opened'))
    window.press('button', 'Download')
    window.wait_for_text('Finished')
    window.press('button', 'Open a.opened')
    check('a file is opened by a program on the host',
          lambda: wait_for_opened().removeprefix('file://') == str(DOWNLOADS / 'a.opened'))
    activate('help')
    check('the help is opened by a program on the host',
          lambda: pathlib.Path(wait_for_opened().removeprefix('ghelp:'), 'index.page').exists())
    window.press('button', 'Show in Folder a.opened')
    shown = (DOWNLOADS / 'a.opened').as_uri()
    check('a file is shown in the file manager', lambda: wait_for(
        lambda: shown in around.session.file_manager.shown, what='the file manager'))


def check_chosen_folder(around, server, window):
    activate('preferences')
    window.press('button', 'Download Folder')
    around.choose_folder('Choose Folder', ELSEWHERE)
    check('a folder is chosen through the portal, and called as it is',
          lambda: window.wait_for_text('Elsewhere')[0] == shown_name(ELSEWHERE))
    check_folder(server, window, 'first.bin')


def shown_name(folder):
    """Debian 12's portals do not say where a folder is."""
    version = subprocess.run(['dpkg-query', '--show', '--showformat=${Version}', 'xdg-desktop-portal'],
                             check=True, capture_output=True, text=True).stdout
    return str(folder) if tuple(map(int, version.split('.')[:2])) >= (1, 18) else folder.name


def check_other_folder(around, server, window):
    """What is to go where the sandbox may not write is put elsewhere from its row."""
    sandbox.set_setting('download-folder', str(HOME / 'Lost'))
    command('freshet', server.address('third.bin', **THIRD))
    window.wait_for_text('third.bin')
    window.press('button', 'Download')
    check('what cannot be written is said on its row', lambda: (
        window.wait_for_text('Lost” cannot be written') and not (HOME / 'Lost').exists()))
    window.press('button', 'Choose Folder… third.bin')
    around.choose_folder('Choose Folder', GRANTED)
    check('... and goes where that lets one choose', lambda: wait_for(
        lambda: list(GRANTED.glob('third.bin*')), what='third.bin'))


def check_folder(server, window, name):
    address = server.address(name, size='2M', seed=9)
    command('freshet', address)
    window.wait_for_text(name)
    window.press('button', 'Download')
    check(f'{name} is right in the chosen folder on the host', lambda: (
        window.wait_for_status(name, 'Finished') and is_right(ELSEWHERE / name, address)))


def check_offline(_):
    with Server() as server, Running('offline', server.address('x.bin', size='1K'),
                                     options=['--unshare=network']):
        window = Window()
        window.press('button', 'Download')
        check('without its permission for the network, it says so',
              lambda: window.wait_for_text('not allowed to use the network'))


def check_wayland(around):
    """In Spanish, to do both at once."""
    display = around.start_wayland()
    # With the rows of the checks before, the new one would be out of sight.
    shutil.rmtree(DATA / 'data' / 'freshet', ignore_errors=True)
    with Server() as server, \
            Running('wayland', server.address('spanish.bin', size='1M'),
                    WAYLAND_DISPLAY=display, LANG='es_ES.UTF-8'):
        window = check('its window opens on Wayland', Window)
        check('... and X11 is out of reach', sandbox.command(
            'sh', '-c', 'test -n "$WAYLAND_DISPLAY" && test -z "$DISPLAY$(ls /tmp/.X11-unix)"',
            WAYLAND_DISPLAY=display).returncode == 0)
        window.press('button', 'Descargar')
        check('it speaks Spanish', lambda: window.wait_for_status('spanish.bin', 'Terminado'))
        around.picture('wayland')
    entry = (EXPORTS / f'applications/{ID}.desktop').read_text()
    check('so does its entry in the list of programs', 'Comment[es]=' in entry)


def check_uninstalling(around):
    logs = [HOME / 'bus.log', *LOGS.iterdir()]
    warnings = [line for log in logs for line in log.read_text(errors='replace').splitlines()
                if WARNING.search(line)]
    check(f'it never warned {warnings or ""}', not warnings)
    new = {path for path in list_new_files(around) if not path.startswith(f'.var/app/{ID}/')}
    others = {path for path in new if not path.startswith(('Downloads/', 'Elsewhere/', 'Granted/'))}
    check(f'nothing was written but what was downloaded, and its data {others or ""}', not others)
    sandbox.uninstall()
    check('it is uninstalled', not sandbox.is_installed())
    check('its entry in the list of programs is gone', not list(EXPORTS.rglob(f'{ID}*')))
    check('what was downloaded stays, and nothing else',
          list_new_files(around) == new and not DATA.exists())


GROUPS = {
    'built': check_what_was_built,
    'installing': check_installing,
    'sandbox': check_sandbox,
    'terminal': check_terminal,
    'window': check_window,
    'running': running.check,
    'monitors': monitors.check,
    'portals': check_portals,
    'offline': check_offline,
    'wayland': check_wayland,
    'uninstalling': check_uninstalling,
}


def main():
    port, *wanted = sys.argv[1:]
    if unknown := set(wanted) - GROUPS.keys():
        sys.exit(f'There is no group {", ".join(sorted(unknown))}; there are {", ".join(GROUPS)}')
    desktop.set_up_home()
    around = desktop.Desktop()
    around.url = desktop.serve(BUILT, int(port))
    around.files = list_files(HOME, OTHERS)
    Running.when_it_fails = around.picture
    for name, function in GROUPS.items():
        if not wanted or name in wanted or name in ('installing', 'uninstalling'):
            with tally.group(name):
                function(around)
    around.stop()
    print(f'{tally.passed} passed, {tally.failed} failed')
    sys.exit(tally.failed > 0)


main()
