declare module '../platform/events.ts' {
  interface EventPayloads {
    /** Somebody came into a group, in a role. */
    'group.member-joined': { groupId: string; personId: string; role: 'member' | 'leader' | 'coach' };
    /** Somebody left a group, or was removed. */
    'group.member-left': { groupId: string; personId: string };
    /** A leader or coach said something to the group. */
    'group.announced': { groupId: string; announcementId: string };
  }
}

export {};
