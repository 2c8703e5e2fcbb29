//! Every server function refuses nobody and a stranger. A new server function is red until someone has decided.

use std::collections::BTreeSet;

use axum::http::StatusCode;
use backend::account::StaffRole;

use crate::client::{Site, borrowed, filled};

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum For {
    /// Anybody, signed in or not.
    Everybody,
    /// Whoever is signed in, about their own things.
    Oneself,
    /// Those the policy names.
    Some,
}

const WORDS: &str = "Words that took an hour";

/// Name of the server function, for whom it is, a body it can read.
type Row<'a> = (&'a str, For, Vec<(&'a str, &'a str)>);

#[tokio::test]
async fn every_server_function_refuses_nobody_and_a_stranger() {
    let site = Site::new().await;
    let world = &site.world;
    let trainer = world.staff("Tess", StaffRole::Trainer).await;
    let (ana, _eve) = (world.person("Ana").await, world.person("Eve").await);
    let organisation = world.organisation("Lamplight").await.to_string();
    let workshop = world.workshop(trainer, 1).await;
    let meeting = world.meetings(workshop).await[0].to_string();
    world.register(ana, workshop).await;
    let ctx = world.ctx(ana).await;
    let quiz = backend::quiz::of_module(&ctx, "role-of-civil-society").await.unwrap();
    let attempt = backend::quiz::start(&ctx, &quiz).await.unwrap().to_string();
    let staff = world.ctx(trainer).await;
    let document = backend::authoring::list(&staff, &backend::access::network(&staff).unwrap()).await.unwrap()[0].id.to_string();
    let (workshop, person) = (workshop.to_string(), ana.to_string());
    let id = backend::token::new_id().to_string();
    let certificate = trained(&site, trainer, ana).await;

    let lamplight = organisation.parse().unwrap();
    world.join(ana, lamplight).await;
    let hers = world.ctx(ana).await;
    let new = backend::submission::NewSubmission { state: "IRL".into(), joint: false, language: "en".into() };
    let begins = backend::organisation::load_for(&hers, lamplight).await.unwrap();
    let submission = backend::submission::begin(&hers, &begins, &new).await.unwrap().to_string();
    let s = ("submission", submission.as_str());
    let new = backend::statement::NewStatement { state: "IRL".into(), occasion: "adoption".into() };
    let begins = backend::organisation::load_for(&hers, lamplight).await.unwrap();
    let statement = backend::statement::begin(&hers, &begins, &new).await.unwrap().to_string();
    let begins = backend::organisation::load_for(&hers, lamplight).await.unwrap();
    let asks = backend::guidance::Question { about: "other".into(), title: "x".into(), text: "x".into(), file: None };
    let guidance = backend::guidance::ask(&hers, &begins, &asks).await.unwrap().to_string();
    let question = ("guidance", guidance.as_str());
    let spoken = ("statement", statement.as_str());
    let section = ("section", "who");
    let paragraph = ("paragraph", id.as_str());

    let m = ("meeting", meeting.as_str());
    let w = ("workshop", workshop.as_str());
    let o = ("organisation", organisation.as_str());
    let quiz = ("module", "role-of-civil-society");
    let a = ("attempt", attempt.as_str());
    let p = ("person", person.as_str());
    let purpose = ("purpose", "quiz");
    let d = ("document", document.as_str());
    let table: Vec<Row<'_>> = vec![
        ("sign_in", For::Everybody, vec![("email", "x@example.org"), ("password", "wrong horse")]),
        ("sign_out", For::Everybody, vec![]),
        ("accept_invitation", For::Everybody, vec![("token", "x"), ("name", "x")]),
        ("join_signed_in", For::Oneself, vec![("token", "x")]),
        ("mark_lesson_done", For::Oneself, vec![quiz, ("lesson", "no-such-lesson")]),
        ("start_quiz", For::Oneself, vec![purpose, quiz]),
        ("save_note", For::Oneself, vec![quiz, ("lesson", "no-such-lesson"), ("note", "x")]),
        ("toggle_bookmark", For::Oneself, vec![quiz, ("lesson", "no-such-lesson")]),
        ("switch_reminders", For::Oneself, vec![("to", "on")]),
        ("put_notice_away", For::Oneself, vec![("notice", id.as_str())]),
        ("choose_reminders", For::Oneself, vec![("amount", "some")]),
        ("make_feed", For::Oneself, vec![("names", "yes")]),
        ("revoke_feed", For::Oneself, vec![]),
        ("follow_state", For::Oneself, vec![("state", "ISL"), ("to", "yes")]),
        ("take_guidance", For::Some, vec![question]),
        ("guidance_until", For::Some, vec![question, ("due", "2100-01-01")]),
        ("settle_guidance", For::Some, vec![question]),
        ("add_briefing_entry", For::Some, vec![question, ("question", "x"), ("answer", "x")]),
        ("withdraw_briefing_entry", For::Some, vec![("entry", id.as_str())]),
        ("ask_guidance", For::Some, vec![o, ("about", "other"), ("title", "x"), ("text", "x")]),
        ("write_guidance", For::Some, vec![question, ("text", "x")]),
        ("begin_statement", For::Some, vec![o, ("state", "IRL"), ("occasion", "adoption")]),
        ("save_statement", For::Some, vec![spoken, ("version", "0"), ("text", "")]),
        ("change_statement", For::Some, vec![spoken, ("title", "x"), ("occasion", "adoption")]),
        ("put_away_statement", For::Some, vec![spoken]),
        ("ask_co_signer", For::Some, vec![spoken, ("name", "x")]),
        ("remove_co_signer", For::Some, vec![spoken, o]),
        ("sign_statement", For::Some, vec![spoken, ("version", "0")]),
        ("keep_run", For::Some, vec![spoken, ("time", "1:00")]),
        ("remove_run", For::Some, vec![spoken, ("run", id.as_str())]),
        ("prepare_statement", For::Some, vec![spoken]),
        ("record_statement", For::Some, vec![spoken, ("on", "2026-01-01"), ("session", "61")]),
        ("take_back_statement", For::Some, vec![spoken, ("delivery", id.as_str()), ("reason", "x")]),
        ("begin_sheet", For::Some, vec![s, ("title", "x")]),
        ("save_sheet", For::Some, vec![s, ("page", id.as_str()), ("version", "0"), ("title", "x")]),
        ("remove_sheet", For::Some, vec![s, ("page", id.as_str())]),
        ("begin_letter", For::Some, vec![s, ("state", "NOR")]),
        ("save_letter", For::Some, vec![s, ("letter", id.as_str()), ("version", "0"), ("addressee", "x")]),
        ("remove_letter", For::Some, vec![s, ("letter", id.as_str())]),
        ("begin_submission", For::Some, vec![o, ("state", "IRL"), ("language", "en")]),
        ("change_submission", For::Some, vec![s, ("title", "x"), ("language", "en"), ("joint", "no")]),
        ("put_away_submission", For::Some, vec![s]),
        ("sign_submission", For::Some, vec![s, ("revision", "0")]),
        ("add_organisation", For::Some, vec![s, ("name", "Lamplight"), ("role", "reader")]),
        ("remove_organisation", For::Some, vec![s, o]),
        ("keep_version", For::Some, vec![s, ("name", "x")]),
        ("restore_text", For::Some, vec![s, ("number", "1")]),
        ("bring_back", For::Some, vec![s, paragraph]),
        ("save_card", For::Some, vec![s, ("claim", "x"), ("source", "x"), ("consent", "given")]),
        ("remove_card", For::Some, vec![s, ("card", id.as_str())]),
        ("mark_prior", For::Some, vec![s, ("prior", id.as_str()), ("mark", "not")]),
        ("draft_follow_up", For::Some, vec![s]),
        ("ask_mentor", For::Some, vec![s]),
        ("record_match", For::Some, vec![s, paragraph, ("made", id.as_str())]),
        ("bring_made", For::Some, vec![s]),
        ("take_mentoring", For::Some, vec![s]),
        ("give_back_mentoring", For::Some, vec![s]),
        ("withdraw_mentoring", For::Some, vec![s]),
        ("answer_mentoring", For::Some, vec![s, ("answer", "x")]),
        ("take_back_outcome", For::Some, vec![s, ("outcome", id.as_str()), ("reason", "x")]),
        ("save_paragraph", For::Some, vec![s, section, paragraph, ("version", "1"), ("kind", "text"), ("text", "x")]),
        ("add_paragraph", For::Some, vec![s, section, ("kind", "text")]),
        ("move_paragraph", For::Some, vec![s, section, paragraph, ("way", "up")]),
        ("remove_paragraph", For::Some, vec![s, section, paragraph, ("version", "1")]),
        ("comment_paragraph", For::Some, vec![s, section, paragraph, ("text", "x")]),
        ("resolve_comment", For::Some, vec![s, section, paragraph, ("comment", id.as_str()), ("how", "done"), ("version", "1")]),
        ("bring_matrix", For::Some, vec![s]),
        ("record_outcome", For::Some, vec![s, ("step", "submitted")]),
        ("bring_document", For::Some, vec![s]),
        ("make_workshop_for", For::Some, vec![("state", "ISL")]),
        ("change_session", For::Some, vec![("session_key", "4-54"), ("source", "x"), ("confidence", "high")]),
        ("check_again", For::Some, vec![("session_key", "4-54")]),
        ("change_review", For::Some, vec![("review", id.as_str()), ("session", "54"), ("source", "x"), ("confidence", "high")]),
        ("add_link", For::Some, vec![("state", "ISL"), ("title", "x"), ("url", "https://example.org/x")]),
        ("remove_link", For::Some, vec![("link", id.as_str())]),
        ("stop_reminders", For::Everybody, vec![("token", "x")]),
        ("check_file", For::Everybody, vec![("code", "x")]),
        ("save_name", For::Oneself, vec![("name", "x")]),
        ("erase_myself", For::Oneself, vec![("password", "wrong horse")]),
        ("renew_certificate", For::Some, vec![("certificate", certificate.as_str()), ("language", "en")]),
        ("share_certificate", For::Some, vec![("certificate", certificate.as_str()), ("show", "yes")]),
        ("correct_record", For::Some, vec![p, ("record", id.as_str()), ("what", "withdrawn"), ("reason", "x")]),
        ("rename_person", For::Some, vec![p, ("name", "x")]),
        ("enter_record", For::Some, vec![p, ("on", "2026-01-01"), ("source", "x")]),
        ("add_membership", For::Some, vec![p, o, ("from", "2026-01-01")]),
        ("end_membership", For::Some, vec![p, o]),
        ("merge_persons", For::Some, vec![("merged", person.as_str()), ("kept", id.as_str())]),
        ("undo_merge", For::Some, vec![p, ("merge", id.as_str())]),
        ("dismiss_duplicate", For::Some, vec![("one", person.as_str()), ("other", id.as_str())]),
        ("look_for_duplicates", For::Some, vec![]),
        ("erase_person", For::Some, vec![p, ("sure", "Ana")]),
        ("upload_import", For::Some, vec![("kind", "people")]),
        ("bring_in", For::Some, vec![("file", id.as_str())]),
        ("discard_import", For::Some, vec![("file", id.as_str())]),
        ("revoke_certificate", For::Some, vec![p, ("certificate", id.as_str()), ("reason", "holder_asked")]),
        ("issue_certificate", For::Some, vec![p, ("record", id.as_str())]),
        ("save_rule", For::Some, vec![("programme", id.as_str()), ("workshop_percent", "80"), ("late_limit_minutes", "10")]),
        ("save_programme", For::Some, vec![("programme", id.as_str()), ("network_name", "x")]),
        ("save_template", For::Some, vec![("programme", id.as_str()), ("language", "en"), ("title", "x"), ("statement", "x")]),
        ("choose_time_zone", For::Oneself, vec![("time_zone", "")]),
        ("register", For::Oneself, vec![w]),
        ("withdraw", For::Oneself, vec![w]),
        ("check_in", For::Oneself, vec![("code", "000000")]),
        ("answer_question", For::Some, vec![purpose, quiz, a, ("position", "1"), ("option", "0")]),
        ("hand_in_quiz", For::Some, vec![purpose, quiz, a]),
        ("correct_question", For::Some, vec![("question", id.as_str()), ("what", "void"), ("void_reason", "x")]),
        ("grade_answer", For::Some, vec![a, ("position", "1"), ("points-0", "1")]),
        ("give_extra_time", For::Some, vec![("email", "ana@example.org"), ("percent", "50")]),
        ("create_document", For::Some, vec![("kind", "lesson"), quiz, ("title", "x")]),
        ("save_draft", For::Some, vec![d, ("source", "x")]),
        ("discard_draft", For::Some, vec![d]),
        ("hand_in_draft", For::Some, vec![d]),
        ("publish_draft", For::Some, vec![d]),
        ("publish_all", For::Some, vec![quiz]),
        ("send_back_draft", For::Some, vec![d, ("note", "x")]),
        ("restore_version", For::Some, vec![d, ("number", "1")]),
        ("retire_document", For::Some, vec![d]),
        ("import_questions", For::Some, vec![quiz]),
        ("upload_image", For::Some, vec![("form", "x")]),
        ("check_out", For::Some, vec![m]),
        ("apologise", For::Some, vec![m, ("reason", "x")]),
        ("turn_hand", For::Some, vec![m]),
        ("answer_activity", For::Some, vec![m, ("activity", id.as_str())]),
        ("vote_answer", For::Some, vec![m, ("answer", id.as_str())]),
        ("respond_recommendation", For::Some, vec![m, ("answer", id.as_str()), ("what", "noted")]),
        ("evaluate_workshop", For::Some, vec![w]),
        ("add_activity", For::Some, vec![m, ("kind", "text"), ("title", "x")]),
        ("remove_activity", For::Some, vec![m, ("activity", id.as_str())]),
        ("open_activity", For::Some, vec![m, ("activity", id.as_str())]),
        ("step_activity", For::Some, vec![m, ("activity", id.as_str()), ("step", "0")]),
        ("close_activity", For::Some, vec![m, ("activity", id.as_str())]),
        ("moderate_answer", For::Some, vec![m, ("answer", id.as_str()), ("what", "hidden")]),
        ("lower_hand", For::Some, vec![m, p]),
        ("keep_activity", For::Some, vec![("kind", "text"), ("title", "x")]),
        ("forget_activity", For::Some, vec![("activity", id.as_str())]),
        ("begin_evaluation", For::Some, vec![w]),
        ("add_evaluation_question", For::Some, vec![w, ("kind", "text"), ("title", "x")]),
        ("remove_evaluation_question", For::Some, vec![w, ("activity", id.as_str())]),
        ("change_workshop", For::Some, vec![w, ("title", "x")]),
        ("cancel_meeting", For::Some, vec![m, w]),
        ("cancel_workshop", For::Some, vec![w]),
        ("message_workshop", For::Some, vec![w, ("message", "x")]),
        ("add_to_team", For::Some, vec![w, ("email", "eve@example.org"), ("role", "assistant")]),
        ("remove_from_team", For::Some, vec![w, p]),
        ("invite_organisations", For::Some, vec![w]),
        ("make_workshop_link", For::Some, vec![w, o]),
        ("approve_person", For::Some, vec![w, p]),
        ("decline_person", For::Some, vec![w, p]),
        ("reopen_meeting", For::Some, vec![m]),
        ("desk_check_in", For::Some, vec![m, p]),
        ("desk_check_out", For::Some, vec![m, p]),
        ("desk_code", For::Some, vec![m, ("personal_code", "AAAAAAAA")]),
        ("walk_in", For::Some, vec![m, ("name", "x")]),
        ("merge_walk_in", For::Some, vec![m, ("walk_in", person.as_str()), ("into", person.as_str())]),
        ("enter_sheet", For::Some, vec![m]),
        ("upload_calls", For::Some, vec![m]),
        ("bring_calls_in", For::Some, vec![m, ("list", id.as_str())]),
        ("plan_workshop", For::Some, vec![("title", "x")]),
        ("register_person", For::Some, vec![w, p]),
        ("open_check_in", For::Some, vec![m]),
        ("close_check_in", For::Some, vec![m]),
        ("close_meeting", For::Some, vec![m]),
        ("correct_mark", For::Some, vec![m, p, ("mark", "present")]),
        ("invite", For::Some, vec![o, ("role", "participant"), ("max_uses", "1"), ("days", "1")]),
        ("revoke_invitation", For::Some, vec![o, ("invitation", id.as_str())]),
        ("create_organisation", For::Some, vec![("name", "x"), ("country", "IRL")]),
        ("invite_staff", For::Some, vec![("role", "administrator")]),
        ("add_history", For::Some, vec![("measure", "individuals_trained"), ("count", "1")]),
        ("withdraw_history", For::Some, vec![("count", id.as_str())]),
        // last: it ends the stranger's session
        ("sign_out_everywhere", For::Oneself, vec![]),
    ];

    let mut nobody = site.visitor();
    let mut stranger = site.signed_in("Eve").await;
    nobody.accept = "application/json";
    stranger.accept = "application/json";
    for (function, for_whom, fields) in &table {
        let answer = nobody.post(function, "/", fields).await;
        match for_whom {
            For::Everybody => assert_ne!(answer.status, StatusCode::UNAUTHORIZED, "{function} is public"),
            For::Oneself | For::Some => {
                assert_eq!(answer.status, StatusCode::UNAUTHORIZED, "{function} must refuse nobody: {}", answer.body)
            }
        }
        if *for_whom == For::Some {
            let complete = filled(function, fields, "");
            let answer = stranger.post(function, "/", &borrowed(&complete)).await;
            let refused = matches!(answer.status, StatusCode::NOT_FOUND | StatusCode::FORBIDDEN);
            assert!(refused, "{function} must refuse a stranger, but answered {}: {}", answer.status, answer.body);
            // and gives back what they typed
            stranger.accept = "text/html";
            let typed = filled(function, fields, WORDS);
            let answer = stranger.post(function, "/", &borrowed(&typed)).await;
            stranger.accept = "application/json";
            // the text of a draft waits on a page of its own
            if answer.location() == "/submissions/kept" {
                continue;
            }
            let refused = matches!(answer.status, StatusCode::NOT_FOUND | StatusCode::FORBIDDEN);
            assert!(refused, "{function} must refuse a stranger's form, but answered {}: {}", answer.status, answer.body);
            let kept = typed.iter().filter(|(_, value)| value == WORDS).count();
            assert_eq!(answer.body.matches(WORDS).count(), kept, "{function} drops what a stranger typed: {}", answer.body);
        }
    }

    let decided: BTreeSet<&str> = table.iter().map(|(name, ..)| *name).collect();
    let there: BTreeSet<&str> = leptos::server_fn::axum::server_fn_paths().filter_map(|(path, _)| path.rsplit('/').next()).collect();
    assert_eq!(decided, there, "every server function has a row here");
}

/// Ana attends a workshop of one meeting and has a certificate: its id.
async fn trained(site: &Site, trainer: domain::ids::PersonId, ana: domain::ids::PersonId) -> String {
    let workshop = site.world.workshop(trainer, 1).await;
    let meeting = site.world.meetings(workshop).await[0];
    site.world.register(ana, workshop).await;
    site.world.mark(trainer, meeting, ana, "present").await;
    site.world.close(trainer, meeting).await;
    backend::certificate::own(&site.world.ctx(ana).await).await.unwrap()[0].id.to_string()
}

#[tokio::test]
async fn files_and_events_refuse_nobody_and_a_stranger() {
    let site = Site::new().await;
    let trainer = site.world.staff("Tess", StaffRole::Trainer).await;
    site.world.person("Eve").await;
    let ana = site.world.person("Ana").await;
    let certificate = trained(&site, trainer, ana).await;
    let workshop = site.world.workshop(trainer, 1).await;
    let meeting = site.world.meetings(workshop).await[0];
    let staff = site.world.ctx(trainer).await;
    let document = backend::authoring::list(&staff, &backend::access::network(&staff).unwrap()).await.unwrap()[0].id;
    let question = backend::quiz::bank_of_all(&staff, &backend::access::network(&staff).unwrap()).await.unwrap()[0].question;
    let (mut nobody, mut stranger) = (site.visitor(), site.signed_in("Eve").await);
    for (path, stranger_gets) in [
        ("/admin/totals.csv".to_owned(), StatusCode::NOT_FOUND),
        ("/admin/totals.xlsx".to_owned(), StatusCode::NOT_FOUND),
        ("/admin/totals.json".to_owned(), StatusCode::NOT_FOUND),
        ("/admin/trained.csv".to_owned(), StatusCode::NOT_FOUND),
        ("/admin/trained.xlsx".to_owned(), StatusCode::NOT_FOUND),
        ("/admin/trained".to_owned(), StatusCode::NOT_FOUND),
        (format!("/admin/people/{ana}"), StatusCode::NOT_FOUND),
        ("/admin/duplicates".to_owned(), StatusCode::NOT_FOUND),
        ("/admin/import".to_owned(), StatusCode::NOT_FOUND),
        ("/admin/programmes".to_owned(), StatusCode::NOT_FOUND),
        (format!("/certificates/{certificate}.pdf"), StatusCode::NOT_FOUND),
        (format!("/certificates/{certificate}.json"), StatusCode::NOT_FOUND),
        ("/certificates".to_owned(), StatusCode::OK),
        ("/me/data".to_owned(), StatusCode::OK),
        ("/me/data.json".to_owned(), StatusCode::OK),
        (format!("/workshops/{workshop}/roster.csv"), StatusCode::FORBIDDEN),
        (format!("/run/{meeting}"), StatusCode::FORBIDDEN),
        (format!("/workshops/{workshop}/roster"), StatusCode::FORBIDDEN),
        (format!("/workshops/{workshop}/plan"), StatusCode::NOT_FOUND),
        (format!("/workshops/{workshop}/invite"), StatusCode::FORBIDDEN),
        (format!("/workshops/{workshop}/manage"), StatusCode::FORBIDDEN),
        (format!("/workshops/{workshop}/results"), StatusCode::FORBIDDEN),
        (format!("/workshops/{workshop}/evaluation"), StatusCode::FORBIDDEN),
        (format!("/workshops/{workshop}/answers.csv"), StatusCode::FORBIDDEN),
        (format!("/workshops/{workshop}/evidence.csv"), StatusCode::FORBIDDEN),
        (format!("/workshops/{workshop}/calendar.ics"), StatusCode::FORBIDDEN),
        (format!("/live/{meeting}"), StatusCode::FORBIDDEN),
        (format!("/live/{meeting}/events"), StatusCode::FORBIDDEN),
        (format!("/live/{meeting}/now"), StatusCode::FORBIDDEN),
        (format!("/run/{meeting}/screen"), StatusCode::FORBIDDEN),
        (format!("/run/{meeting}/screen/events"), StatusCode::FORBIDDEN),
        (format!("/run/{meeting}/screen/now"), StatusCode::FORBIDDEN),
        (format!("/run/{meeting}/board/events"), StatusCode::FORBIDDEN),
        (format!("/run/{meeting}/board"), StatusCode::FORBIDDEN),
        (format!("/run/{meeting}/desk"), StatusCode::FORBIDDEN),
        (format!("/run/{meeting}/sheet"), StatusCode::FORBIDDEN),
        (format!("/run/{meeting}/calls"), StatusCode::FORBIDDEN),
        (format!("/run/{meeting}/activities"), StatusCode::FORBIDDEN),
        ("/desk?code=AAAAAAAA".to_owned(), StatusCode::NOT_FOUND),
        ("/teach/library".to_owned(), StatusCode::NOT_FOUND),
        ("/run/not-an-id/board/events".to_owned(), StatusCode::NOT_FOUND),
        ("/admin".to_owned(), StatusCode::NOT_FOUND),
        ("/admin/people".to_owned(), StatusCode::NOT_FOUND),
        ("/admin/history".to_owned(), StatusCode::NOT_FOUND),
        ("/admin/organisations".to_owned(), StatusCode::NOT_FOUND),
        ("/teach".to_owned(), StatusCode::NOT_FOUND),
        ("/teach/questions".to_owned(), StatusCode::NOT_FOUND),
        ("/teach/quizzes/role-of-civil-society".to_owned(), StatusCode::NOT_FOUND),
        ("/teach/grading".to_owned(), StatusCode::NOT_FOUND),
        ("/teach/content".to_owned(), StatusCode::NOT_FOUND),
        (format!("/teach/content/{document}"), StatusCode::NOT_FOUND),
        (format!("/teach/content/{document}/file.md"), StatusCode::NOT_FOUND),
        (format!("/teach/questions/{question}"), StatusCode::NOT_FOUND),
        ("/teach/questions.gift?module=role-of-civil-society".to_owned(), StatusCode::NOT_FOUND),
        ("/teach/questions.xml?module=role-of-civil-society".to_owned(), StatusCode::NOT_FOUND),
        ("/teach/images".to_owned(), StatusCode::NOT_FOUND),
        ("/teach/learners".to_owned(), StatusCode::NOT_FOUND),
    ] {
        let answer = nobody.get(&path).await;
        let sent_away = answer.status == StatusCode::UNAUTHORIZED
            || answer.status == StatusCode::NOT_FOUND
            || answer.location().starts_with("/sign-in");
        assert!(sent_away, "{path} for nobody: {}", answer.status);
        assert_eq!(stranger.get(&path).await.status, stranger_gets, "{path} for a stranger");
    }
}
