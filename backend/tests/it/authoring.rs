//! Writing in the browser: drafts, review by a second person, versions, export and import.

use backend::{
    Conflict, Error,
    access::{self, Granted},
    account::StaffRole,
    authoring::{self, Document, DocumentKind, NewDocument, Overwrite, Preview},
    exchange::Format,
    import::{self, Dry},
    learning::{self, content},
    notice, quiz,
    testing::World,
};
use domain::{form::FieldError, ids::DocumentId, policy::action};

const MODULE: &str = "role-of-civil-society";

async fn lesson(world: &World, ctx: &backend::Context) -> DocumentId {
    let rows = authoring::list(ctx, &access::network(ctx).unwrap()).await.unwrap();
    assert!(world.now() >= ctx.now);
    rows.iter().find(|r| r.kind == DocumentKind::Lesson && r.module == MODULE).unwrap().id
}

async fn teach(ctx: &backend::Context, id: DocumentId) -> Granted<Document, action::Teach> {
    authoring::document(ctx, id).await.unwrap()
}

#[tokio::test]
async fn a_draft_is_reviewed_by_a_second_person_and_then_in_force() {
    let world = World::with_content().await;
    let (tom, uma) = (world.staff("Tom", StaffRole::Trainer).await, world.staff("Uma", StaffRole::Administrator).await);
    let (toms, umas) = (world.ctx(tom).await, world.ctx(uma).await);
    let id = lesson(&world, &toms).await;
    let before = teach(&toms, id).await;
    let source = before.source.replace("## Try it", "A new paragraph.\n\n## Try it");
    let stamp = authoring::save(&toms, &before, &source, "").await.unwrap();
    // somebody else saw another state of the draft: nothing is overwritten
    let stale = authoring::save(&umas, &teach(&umas, id).await, "gone", "1").await;
    assert!(matches!(stale, Err(Error::Conflict(Conflict::DraftChanged))));
    authoring::save(&umas, &teach(&umas, id).await, &source, &stamp).await.unwrap();
    authoring::save(&toms, &teach(&toms, id).await, &source, &teach(&toms, id).await.draft.as_ref().unwrap().stamp).await.unwrap();

    let early =
        authoring::publish(&umas, &authoring::load_for(&umas, id).await.unwrap(), &teach(&umas, id).await.draft.as_ref().unwrap().stamp)
            .await;
    assert!(matches!(early, Err(Error::Conflict(Conflict::DraftChanged))), "it was not handed in");
    authoring::hand_in_for_review(&toms, &teach(&toms, id).await).await.unwrap();
    assert!(matches!(authoring::load_for::<action::Publish>(&toms, id).await, Err(Error::Forbidden)), "nobody reviews their own");
    let other = authoring::publish(&umas, &authoring::load_for(&umas, id).await.unwrap(), "1").await;
    assert!(matches!(other, Err(Error::Conflict(Conflict::DraftChanged))), "not in the state the reviewer saw");
    authoring::send_back(&umas, &authoring::load_for(&umas, id).await.unwrap(), "Say who.").await.unwrap();
    assert!(
        matches!(&notice::own(&toms, 1).await.unwrap().rows[..], [one] if matches!(one.told(), Some(authoring::Told::DraftReturned { .. })))
    );
    authoring::hand_in_for_review(&toms, &teach(&toms, id).await).await.unwrap();
    authoring::publish(&umas, &authoring::load_for(&umas, id).await.unwrap(), &teach(&umas, id).await.draft.as_ref().unwrap().stamp)
        .await
        .unwrap();

    let shown = teach(&toms, id).await;
    assert_eq!(shown.versions.len(), 2);
    assert_eq!((shown.versions[0].written_by.as_deref(), shown.versions[0].reviewed_by.as_deref()), (Some("Tom"), Some("Uma")));
    let view = learning::lesson(&toms, MODULE, &shown.slug).await.unwrap();
    assert!(view.html.contains("A new paragraph."));
    let diff = authoring::diff(&toms, &shown, 1, Some(2)).await.unwrap();
    assert!(diff.lines.contains(&authoring::DiffLine::Added("A new paragraph.".into())), "{diff:?}");
    assert!(!diff.lines.iter().any(|l| matches!(l, authoring::DiffLine::Removed(_))));

    // the files that come with the program do not undo it; asked for by name they do
    import::curriculum(&world.backend, &content::built_in(), Dry::No, Overwrite::Never).await.unwrap();
    assert!(learning::lesson(&toms, MODULE, &shown.slug).await.unwrap().html.contains("A new paragraph."));
    let exported = authoring::export(&world.backend).await.unwrap();
    let path = &shown.path;
    assert!(exported.iter().any(|(p, text)| p == path && text.contains("A new paragraph.")));
    let others: Vec<_> = content::built_in().into_iter().filter(|(p, _)| p.ends_with(".md") && p != path).collect();
    for (path, text) in others {
        assert!(exported.contains(&(path.clone(), text)), "{path}: word for word");
    }
    import::curriculum(&world.backend, &content::built_in(), Dry::No, Overwrite::Browser).await.unwrap();
    assert!(!learning::lesson(&toms, MODULE, &shown.slug).await.unwrap().html.contains("A new paragraph."));
    // an own curriculum, asked for by name, outlives the next start
    let mut own = content::built_in();
    own.iter_mut().filter(|(p, _)| p == path).for_each(|(_, text)| text.push_str("\nOurs.\n"));
    import::curriculum(&world.backend, &own, Dry::No, Overwrite::Browser).await.unwrap();
    import::curriculum(&world.backend, &content::built_in(), Dry::No, Overwrite::Never).await.unwrap();
    assert!(learning::lesson(&toms, MODULE, &shown.slug).await.unwrap().html.contains("Ours."));
    authoring::restore(&toms, &teach(&toms, id).await, 2).await.unwrap();
    assert!(teach(&toms, id).await.source.contains("A new paragraph."));
    authoring::discard(&toms, &teach(&toms, id).await).await.unwrap();
    assert!(teach(&toms, id).await.draft.is_none());
}

#[tokio::test]
async fn what_is_wrong_is_shown_by_line_and_not_handed_in() {
    let world = World::with_content().await;
    let tom = world.staff("Tom", StaffRole::Trainer).await;
    let ctx = world.ctx(tom).await;
    let new = NewDocument { kind: "question".into(), module: MODULE.into(), title: "A <b>new</b> one".into() };
    let Err(Error::Invalid(errors)) = authoring::create(&ctx, &access::network(&ctx).unwrap(), &new).await else { panic!("was taken") };
    assert_eq!(errors.of("title"), Some(&FieldError::Markup));
    let new = NewDocument { title: "A new one".into(), ..new };
    let id = authoring::create(&ctx, &access::network(&ctx).unwrap(), &new).await.unwrap();
    let twice = authoring::create(&ctx, &access::network(&ctx).unwrap(), &new).await;
    assert!(matches!(&twice, Err(Error::Invalid(e)) if e.of("title") == Some(&FieldError::Taken)), "{twice:?}");
    let Err(Error::Content(wrong)) = authoring::hand_in_for_review(&ctx, &teach(&ctx, id).await).await else { panic!("was handed in") };
    assert!(wrong[0].line > 0, "{wrong:?}");
    let bad = "+++\nkind = \"short_text\"\noutcome = 1\n+++\n<script>alert(1)</script> Why? ![](images/x.png)\n";
    authoring::save(&ctx, &teach(&ctx, id).await, bad, &teach(&ctx, id).await.draft.as_ref().unwrap().stamp).await.unwrap();
    assert!(matches!(authoring::preview(&ctx, &teach(&ctx, id).await, bad).await.unwrap(), Preview::Wrong(_)));
    let good = "+++\nkind = \"short_text\"\noutcome = 1\n\n[[answer]]\ntext = \"because\"\n+++\n<script>alert(1)</script> Why?\n";
    let Preview::Question(question) = authoring::preview(&ctx, &teach(&ctx, id).await, good).await.unwrap() else { panic!("is right") };
    assert!(!question.text.contains("script"), "{}", question.text);
    // never published and thrown away: nothing is left
    authoring::discard(&ctx, &teach(&ctx, id).await).await.unwrap();
    assert!(matches!(authoring::document(&ctx, id).await, Err(Error::NotFound)));
}

#[tokio::test]
async fn questions_of_moodle_become_drafts_for_a_second_person() {
    let world = World::with_content().await;
    let (tom, uma) = (world.staff("Tom", StaffRole::Trainer).await, world.staff("Uma", StaffRole::Trainer).await);
    let (toms, umas) = (world.ctx(tom).await, world.ctx(uma).await);
    let teach = || access::network::<action::Teach>(&toms).unwrap();
    let wrong = authoring::import_questions(&toms, &teach(), MODULE, Format::Gift, b"Fine? {T}\n\nNot fine {").await;
    assert!(matches!(&wrong, Err(Error::Content(w)) if w[0].line == 3), "{wrong:?}");
    let count =
        authoring::import_questions(&toms, &teach(), MODULE, Format::Gift, b"::Fine::Is it? {T}\n\n::Fine::Is it not? {F}").await.unwrap();
    assert_eq!(count, 2, "two of one name get two addresses");
    assert_eq!(authoring::publish_all_new(&toms, &teach(), MODULE).await.unwrap(), 0, "not by who brought them in");
    assert_eq!(authoring::publish_all_new(&umas, &access::network(&umas).unwrap(), MODULE).await.unwrap(), 2);
    let bank = quiz::bank_of_all(&umas, &access::network(&umas).unwrap()).await.unwrap();
    assert_eq!(bank.iter().filter(|b| b.module_slug == MODULE).count(), 16);
    let fine = bank.iter().find(|b| b.slug == "fine-2").unwrap();
    assert!(fine.spec.text.contains("Is it not?"));
    let rows = authoring::list(&toms, &teach()).await.unwrap();
    let id = rows.iter().find(|r| r.title == "Fine").unwrap().id;
    authoring::retire(&toms, &authoring::document(&toms, id).await.unwrap()).await.unwrap();
    let bank = quiz::bank_of_all(&umas, &access::network(&umas).unwrap()).await.unwrap();
    assert_eq!(bank.iter().filter(|b| b.module_slug == MODULE).count(), 15);
    // a lesson that came with the program and was taken out stays out
    let lesson = rows.iter().find(|r| r.kind == DocumentKind::Lesson && r.module == MODULE).unwrap().id;
    authoring::retire(&toms, &authoring::document(&toms, lesson).await.unwrap()).await.unwrap();
    import::curriculum(&world.backend, &content::built_in(), Dry::No, Overwrite::Never).await.unwrap();
    assert_eq!(learning::module(&toms, MODULE).await.unwrap().outline.len(), 5);
    // files imported again do not take away what was written in the browser
    import::curriculum(&world.backend, &content::built_in(), Dry::No, Overwrite::Never).await.unwrap();
    let bank = quiz::bank_of_all(&umas, &access::network(&umas).unwrap()).await.unwrap();
    assert_eq!(bank.iter().filter(|b| b.module_slug == MODULE).count(), 15);
}

#[tokio::test]
async fn what_is_written_in_the_browser_never_stops_the_program_from_starting() {
    let world = World::with_content().await;
    let (tom, uma) = (world.staff("Tom", StaffRole::Trainer).await, world.staff("Uma", StaffRole::Trainer).await);
    let (toms, umas) = (world.ctx(tom).await, world.ctx(uma).await);
    let new = NewDocument { kind: "module".into(), module: String::new(), title: "Only begun".into() };
    let id = authoring::create(&toms, &access::network(&toms).unwrap(), &new).await.unwrap();
    let text =
        "+++\nslug = \"only-begun\"\ntitle = \"Only begun\"\nsummary = \"s\"\noutcomes = [\"Say it.\"]\npass_percent = 80\n+++\nWelcome.\n";
    let stamp = teach(&toms, id).await.draft.as_ref().unwrap().stamp.clone();
    authoring::save(&toms, &teach(&toms, id).await, text, &stamp).await.unwrap();
    authoring::hand_in_for_review(&toms, &teach(&toms, id).await).await.unwrap();
    let document = authoring::load_for(&umas, id).await.unwrap();
    let stamp = teach(&umas, id).await.draft.as_ref().unwrap().stamp.clone();
    authoring::publish(&umas, &document, &stamp).await.unwrap();
    import::curriculum(&world.backend, &content::built_in(), Dry::No, Overwrite::Never).await.expect("what is in force stays");
    assert_eq!(learning::overview(&toms).await.unwrap().len(), 11);

    // fewer outcomes than questions test: refused where it is written
    let rows = authoring::list(&toms, &access::network(&toms).unwrap()).await.unwrap();
    let module = rows.iter().find(|r| r.kind == DocumentKind::Module && r.module == MODULE).unwrap().id;
    let source = teach(&toms, module).await.source.clone();
    let cut: Vec<&str> = source.lines().filter(|l| !l.contains("Plan follow-up after")).collect();
    authoring::save(&toms, &teach(&toms, module).await, &cut.join("\n"), "").await.unwrap();
    authoring::hand_in_for_review(&toms, &teach(&toms, module).await).await.unwrap();
    let stamp = teach(&umas, module).await.draft.as_ref().unwrap().stamp.clone();
    let refused = authoring::publish(&umas, &authoring::load_for(&umas, module).await.unwrap(), &stamp).await;
    assert!(matches!(&refused, Err(Error::Content(w)) if w[0].reason.contains("tests outcome 5")), "{refused:?}");
}

#[tokio::test]
async fn an_image_is_written_anew_and_anything_else_is_refused() {
    let world = World::with_content().await;
    let tom = world.staff("Tom", StaffRole::Trainer).await;
    let ctx = world.ctx(tom).await;
    let granted = access::network(&ctx).unwrap();
    let mut png = std::io::Cursor::new(Vec::new());
    image::DynamicImage::new_rgb8(40, 20).write_to(&mut png, image::ImageFormat::Png).unwrap();
    let mut bytes = png.into_inner();
    bytes.extend_from_slice(b"hidden after the picture");
    let name = authoring::upload_image(&ctx, &granted, "My Picture.PNG", &bytes).await.unwrap();
    assert_eq!(name, "my-picture.png");
    let image = authoring::named_image(&world.backend, &name).await.unwrap();
    assert_eq!(image.media_type, "image/png");
    assert!(!image.bytes.windows(6).any(|w| w == b"hidden"));
    let second = authoring::upload_image(&ctx, &granted, "my picture.png", &bytes).await.unwrap();
    assert_eq!(second, "my-picture-2.png", "a picture in use is not replaced");
    for bad in [&b""[..], b"<svg onload=alert(1)>", b"\x89PNG\r\n\x1a\n broken"] {
        assert!(matches!(authoring::upload_image(&ctx, &granted, "x.png", bad).await, Err(Error::Invalid(_))));
    }
    assert!(matches!(authoring::named_image(&world.backend, "../etc/passwd").await, Err(Error::NotFound)));
}
