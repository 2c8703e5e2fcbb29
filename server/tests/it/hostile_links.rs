//! Addresses that only whoever was given them knows, and what an administrator finds by them.

use backend::{
    attendance, certificate,
    invitation::{self, InvitationForm},
    organisation, people, review,
    testing::Answers,
    workshop,
};
use domain::{
    ids::{MeetingId, OrganisationId, PersonId, WorkshopId},
    policy::action::RunMeeting,
};

use crate::client::Site;

/// A module whose quiz the holder of the certificate has taken.
pub const REVIEWED: &str = "engagement-and-advocacy";

/// Pages by their addresses.
pub struct Links {
    /// An invitation.
    pub join: String,
    /// A certificate that is shown to others.
    pub badge: String,
    /// The list of a call, to be matched with the roll.
    pub calls: String,
    /// A personal code that staff scanned.
    pub desk: String,
    /// Pages of a session and of a State's review, to change.
    pub reviews: [String; 2],
    /// A file with that State under its right name.
    pub schedule: String,
}

/// Makes them. `holder` has a certificate, `ana` a place in the workshop.
pub async fn make(site: &Site, admin: PersonId, trainer: PersonId, ana: PersonId, of: (OrganisationId, WorkshopId, MeetingId)) -> Links {
    let (organisation, workshop, meeting) = of;
    let world = &site.world;
    let (office, staff, hers) = (world.ctx(admin).await, world.ctx(trainer).await, world.ctx(ana).await);
    let form = InvitationForm { role: "participant".into(), max_uses: "1".into(), days: "7".into() };
    let token = invitation::create(&office, organisation::load_for(&office, organisation).await.unwrap(), &form).await.unwrap();
    let held = certificate::own(&hers).await.unwrap().remove(0);
    certificate::share(&hers, &certificate::load_for(&hers, held.id).await.unwrap(), certificate::Shown::ToOthers).await.unwrap();
    let list = "Name (original name),Email,Join time,Leave time,Duration (minutes),Guest\n\
                \"</td><script>alert(1)</script>\",,\"11/24/2026 10:05:00 AM\",\"11/24/2026 11:30:00 AM\",85,Yes\n";
    let run = workshop::load_meeting_for::<RunMeeting>(&staff, meeting).await.unwrap();
    let calls = attendance::read_calls(&staff, &run, list.as_bytes(), "UTC").await.unwrap();
    let code = attendance::own_personal_code(&hers, &workshop::load_for(&hers, workshop).await.unwrap()).await.unwrap();
    let own = review::all(&office).await.unwrap().iter().rfind(|r| r.iso3 == "IRL").unwrap().clone();
    // what went wrong comes back, one day
    world.take_quiz(ana, REVIEWED, Answers::Wrong).await;
    // trained by a workshop; somebody who is in the register twice; a date that moved
    let past = world.workshop(trainer, 1).await;
    let day = world.meetings(past).await[0];
    world.register(ana, past).await;
    world.mark(trainer, day, ana, "present").await;
    world.close(trainer, day).await;
    world.account("Boris Petrov", "boris@example.org", "correct horse").await;
    world.account("Boris Petrow", "petrow@example.org", "correct horse").await;
    assert!(people::look_for_duplicates(&world.backend).await.unwrap() > 0);
    // a letter that a mail server refused with words of its own
    let refused = "INSERT INTO letter (id, person_id, dedup_key, payload, state, tries, next_at, created_at, last_words) \
                   SELECT id, id, 'x', '{}', 'refused', 1, created_at, created_at, 'x' FROM person WHERE merged_into IS NULL LIMIT 1";
    let moved =
        "INSERT INTO review_change (id, review_id, step, at) SELECT r.id, r.id, 'review', p.created_at FROM review r, person p LIMIT 1";
    for sql in [refused, moved] {
        world.backend.db.run_sql(sql).await.unwrap();
    }
    let columns =
        "cycle,session,session_start,session_end,state,iso3166_alpha3,stakeholder_deadline,adoption_hrc_session,source,confidence";
    Links {
        schedule: format!("{columns}\n{},{},,,{},IRL,,,x,high\n", own.cycle, own.session, own.state),
        join: format!("/join/{token}"),
        badge: format!("/badges/{}", held.code),
        calls: format!("/run/{meeting}/calls?list={calls}"),
        desk: format!("/desk?code={code}"),
        reviews: [format!("/admin/calendar/{}-{}", own.cycle, own.session), format!("/admin/calendar/states/{}", own.id)],
    }
}
