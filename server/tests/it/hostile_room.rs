//! A meeting under way, with markup in what people send.

use backend::{
    activity::{self, Source},
    seat::Seat,
    workshop,
};
use domain::{
    activity::{ActivityForm, Sent},
    ids::{MeetingId, PersonId, WorkshopId},
};

use crate::{client::Site, hostile_text::HOSTILE};

/// A room in which people write markup: on a wall, into a cloud, as an apology; an evaluation; a message to all.
pub async fn live(site: &Site, trainer: PersonId, ana: PersonId, meeting: MeetingId, workshop: WorkshopId) {
    let world = &site.world;
    let staff = world.ctx(trainer).await;
    let run = || async { workshop::load_meeting_for(&staff, meeting).await.unwrap() };
    let theirs = world.ctx(ana).await;
    let mine = || async { workshop::load_meeting_for(&theirs, meeting).await.unwrap() };
    let seat = Seat::new();
    workshop::apologise(&theirs, mine().await, "x").await.unwrap();
    for kind in ["question_wall", "text", "poll_single", "exercise", "poll_scale"] {
        let form = ActivityForm {
            kind: kind.into(),
            title: "T".into(),
            prompt: HOSTILE.into(),
            options: "a\nb".into(),
            ..ActivityForm::default()
        };
        let id = activity::add(&staff, &run().await, &Source::Form(Box::new(form))).await.unwrap();
        activity::keep_of_meeting(&staff, &run().await, id).await.unwrap();
        activity::open(&staff, &run().await, id).await.unwrap();
        let sent = Sent { choices: vec![1], text: HOSTILE.into() };
        activity::answer(&theirs, &mine().await, id, &sent, Some(&seat), None).await.unwrap();
        if kind != "question_wall" {
            activity::next_step(&staff, &run().await, id, 0).await.unwrap();
        }
    }
    let managed = || async { workshop::load_for(&staff, workshop).await.unwrap() };
    activity::begin_evaluation(&staff, &managed().await).await.unwrap();
    workshop::write_to_everybody(&staff, managed().await, HOSTILE).await.unwrap();
    let hostile = HOSTILE.replace('\'', "''");
    for sql in [
        format!("UPDATE meeting_evidence SET note = '{hostile}'"),
        format!("UPDATE meeting SET agenda = '10 {}'", hostile.replace(['<', '>'], "")),
        // JSON in a text column: the options of polls
        format!(
            "UPDATE activity SET settings = '{}' WHERE kind = 'poll_single'",
            serde_json::json!({ "options": [HOSTILE, "b"] }).to_string().replace('\'', "''")
        ),
    ] {
        world.backend.db.run_sql(&sql).await.unwrap();
    }
}
