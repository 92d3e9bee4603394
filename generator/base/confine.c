// SPDX-License-Identifier: MIT
#include "base/confine.h"
#if defined(__linux__) && !defined(STANDPOINT_UNCONFINED)
#include "base/files.h"
#include <errno.h>
#include <fcntl.h>
#include <linux/landlock.h>
#include <seccomp.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/prctl.h>
#include <sys/syscall.h>
#include <unistd.h>

// --- files: Landlock ---

// ABI 2 lets files be linked and renamed between folders, which publishing does; 3 adds truncation.
enum { LANDLOCK_NEEDED = 2 };
#ifndef LANDLOCK_ACCESS_FS_REFER
#define LANDLOCK_ACCESS_FS_REFER (1ULL << 13)
#endif
#ifndef LANDLOCK_ACCESS_FS_TRUNCATE
#define LANDLOCK_ACCESS_FS_TRUNCATE (1ULL << 14)
#endif

static const uint64_t reading = LANDLOCK_ACCESS_FS_READ_FILE | LANDLOCK_ACCESS_FS_READ_DIR;
static const uint64_t changing =
    LANDLOCK_ACCESS_FS_WRITE_FILE | LANDLOCK_ACCESS_FS_REMOVE_DIR | LANDLOCK_ACCESS_FS_REMOVE_FILE |
    LANDLOCK_ACCESS_FS_MAKE_DIR | LANDLOCK_ACCESS_FS_MAKE_REG | LANDLOCK_ACCESS_FS_MAKE_SOCK |
    LANDLOCK_ACCESS_FS_MAKE_FIFO | LANDLOCK_ACCESS_FS_MAKE_SYM | LANDLOCK_ACCESS_FS_REFER;
static const uint64_t others =
    LANDLOCK_ACCESS_FS_EXECUTE | LANDLOCK_ACCESS_FS_MAKE_CHAR | LANDLOCK_ACCESS_FS_MAKE_BLOCK;
static const uint64_t of_files =
    LANDLOCK_ACCESS_FS_READ_FILE | LANDLOCK_ACCESS_FS_WRITE_FILE | LANDLOCK_ACCESS_FS_TRUNCATE;

// What libraries open behind our back: themselves and their character sets, randomness, the time zone, the
// process's own memory map.
static const char *const system_paths[] = {"/usr",
                                           "/lib",
                                           "/lib64",
                                           "/etc/ld.so.cache",
                                           "/etc/localtime",
                                           "/dev/urandom",
                                           "/proc/self",
                                           "/sys/devices/system/cpu",
                                           NULL};
static const char *const sinks[] = {"/dev/null", "/dev/tty", NULL};

static int landlock_abi(void) {
  long abi = syscall(SYS_landlock_create_ruleset, NULL, 0, LANDLOCK_CREATE_RULESET_VERSION);
  return abi >= LANDLOCK_NEEDED ? (int)abi : 0;
}

static bool add_rule(int rules, const struct landlock_path_beneath_attr *rule) {
  return syscall(SYS_landlock_add_rule, rules, LANDLOCK_RULE_PATH_BENEATH, rule, 0) == 0;
}

// A folder that is left out for a want of this moment would later look like one that may not be read.
static void allow(int rules, const char *path, uint64_t rights, struct diag *d) {
  struct landlock_path_beneath_attr rule = {.parent_fd = file_open(AT_FDCWD, path, O_PATH, 0),
                                            .allowed_access = rights};
  if (rule.parent_fd < 0) {
    if (!error_stays(errno)) diag_fault(d, (struct diag_place){.path = path}, "cannot be read", errno);
    return;
  }
  bool ok = add_rule(rules, &rule);
  if (!ok && errno == EINVAL) { // no folder
    rule.allowed_access &= of_files;
    ok = add_rule(rules, &rule);
  }
  if (!ok && errno == ENOMEM) diag_fault(d, (struct diag_place){.path = path}, "cannot be read", errno);
  close(rule.parent_fd);
}

static void allow_all(int rules, const char *const *paths, uint64_t rights, struct diag *d) {
  for (; paths && *paths; paths++)
    allow(rules, *paths, rights, d);
}

static bool keep_to(const char *const *read, const char *const *write, int abi, struct diag *d) {
  uint64_t write_rights = changing | (abi >= 3 ? LANDLOCK_ACCESS_FS_TRUNCATE : 0);
  struct landlock_ruleset_attr attr = {.handled_access_fs = reading | write_rights | others};
  // Kernels look at as much of the struct as they are told there is; the first member is all that ABI 2
  // knows.
  int rules = (int)syscall(SYS_landlock_create_ruleset, &attr, sizeof attr.handled_access_fs, 0);
  if (rules < 0) return false;
  allow_all(rules, system_paths, reading, d);
  allow_all(rules, sinks, reading | write_rights, d);
  allow_all(rules, read, reading, d);
  allow_all(rules, write, reading | write_rights, d);
  bool on = syscall(SYS_landlock_restrict_self, rules, 0) == 0;
  close(rules);
  return on;
}

// --- system calls: seccomp ---

// Refused with EPERM, so that a library which tries one of them all the same is told no and goes on.
static const int refused[] = {SCMP_SYS(socket),
                              SCMP_SYS(socketpair),
                              SCMP_SYS(connect),
                              SCMP_SYS(bind),
                              SCMP_SYS(listen),
                              SCMP_SYS(accept),
                              SCMP_SYS(accept4),
                              SCMP_SYS(execve),
                              SCMP_SYS(execveat),
                              SCMP_SYS(ptrace),
                              SCMP_SYS(process_vm_readv),
                              SCMP_SYS(process_vm_writev),
                              SCMP_SYS(pidfd_getfd),
                              SCMP_SYS(kcmp),
                              SCMP_SYS(mount),
                              SCMP_SYS(umount2),
                              SCMP_SYS(move_mount),
                              SCMP_SYS(open_tree),
                              SCMP_SYS(fsopen),
                              SCMP_SYS(fsmount),
                              SCMP_SYS(pivot_root),
                              SCMP_SYS(chroot),
                              SCMP_SYS(unshare),
                              SCMP_SYS(setns),
                              SCMP_SYS(bpf),
                              SCMP_SYS(perf_event_open),
                              SCMP_SYS(userfaultfd),
                              SCMP_SYS(io_uring_setup),
                              SCMP_SYS(keyctl),
                              SCMP_SYS(add_key),
                              SCMP_SYS(request_key),
                              SCMP_SYS(open_by_handle_at),
                              SCMP_SYS(init_module),
                              SCMP_SYS(finit_module),
                              SCMP_SYS(delete_module),
                              SCMP_SYS(kexec_load),
                              SCMP_SYS(kexec_file_load),
                              SCMP_SYS(reboot),
                              SCMP_SYS(swapon),
                              SCMP_SYS(swapoff),
                              SCMP_SYS(settimeofday),
                              SCMP_SYS(clock_settime),
                              SCMP_SYS(sethostname),
                              SCMP_SYS(setdomainname),
                              SCMP_SYS(acct),
                              SCMP_SYS(quotactl),
                              SCMP_SYS(mknod),
                              SCMP_SYS(personality)};

static const char no_filter[] = "system calls cannot be refused";

// libseccomp breaks down where it finds no memory, so some is seen to first: what was freed a moment ago is
// still there for it, in one piece that is too small for the system to take back.
enum { ROOM_FOR_RULES = 120 * 1024 };

static bool refuse_calls(struct diag *d) {
  g_free(g_malloc(ROOM_FOR_RULES));
  scmp_filter_ctx filter = seccomp_init(SCMP_ACT_ALLOW);
  if (!filter) return diag_fault(d, (struct diag_place){0}, no_filter, ENOMEM);
  seccomp_attr_set(filter, SCMP_FLTATR_CTL_OPTIMIZE, 2); // by a tree: this runs at every system call
  // A call that this machine's kernel never had needs no rule.
  int wrong = 0;
  for (size_t i = 0; i < sizeof refused / sizeof *refused && wrong != -ENOMEM; i++)
    wrong = seccomp_rule_add(filter, SCMP_ACT_ERRNO(EPERM), refused[i], 0);
  if (wrong != -ENOMEM) wrong = seccomp_load(filter);
  seccomp_release(filter);
  return wrong == -ENOMEM ? diag_fault(d, (struct diag_place){0}, no_filter, ENOMEM) : wrong == 0;
}

struct confinement confine_offers(void) {
  return (struct confinement){.landlock = landlock_abi(),
                              .seccomp = prctl(PR_GET_SECCOMP, 0, 0, 0, 0) >= 0 && seccomp_api_get() > 0};
}

struct confinement confine(const char *const *read, const char *const *write, struct diag *d) {
  struct confinement c = confine_offers();
  if (prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) != 0) return (struct confinement){0};
  if (c.landlock && !keep_to(read, write, c.landlock, d)) c.landlock = 0;
  c.seccomp = c.seccomp && refuse_calls(d);
  return c;
}

#else

struct confinement confine_offers(void) {
  return (struct confinement){0};
}

struct confinement confine(const char *const *read, const char *const *write, struct diag *d) {
  (void)read, (void)write, (void)d;
  return (struct confinement){0};
}

#endif
