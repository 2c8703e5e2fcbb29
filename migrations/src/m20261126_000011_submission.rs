//! The studio: written submissions with their paragraphs, versions, comments, the matrix of the last cycle, evidence,
//! reviews by mentors; files that people bring; and what came of a submission.

use sea_orm_migration::{prelude::*, schema::*};

use crate::{index, reference};

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, m: &SchemaManager) -> Result<(), DbErr> {
        submission(m).await?;
        paragraphs(m).await?;
        help(m).await?;
        outcome(m).await
    }
}

fn one_of(column: &'static str, values: &[&'static str]) -> ColumnDef {
    string(column).check(Expr::col(column).is_in(values.iter().copied())).to_owned()
}

async fn submission(m: &SchemaManager<'_>) -> Result<(), DbErr> {
    m.create_table(
        Table::create()
            .table("submission")
            .col(pk_uuid("id"))
            .col(uuid("organisation_id"))
            .col(uuid("review_id"))
            .col(text("title"))
            .col(boolean("joint"))
            .col(string_len("language", 2))
            // grows with every change of the text: what was signed is the text of a revision
            .col(integer("revision"))
            .col(timestamp_with_time_zone("created_at"))
            .col(uuid("created_by"))
            .col(timestamp_with_time_zone("changed_at"))
            .col(timestamp_with_time_zone_null("put_away_at"))
            .foreign_key(&mut reference("submission", "organisation_id", "organisation"))
            .foreign_key(&mut reference("submission", "review_id", "review"))
            .foreign_key(&mut reference("submission", "created_by", "person"))
            .to_owned(),
    )
    .await?;
    m.create_index(index("submission_organisation_id", "submission", &["organisation_id"])).await?;
    m.create_index(index("submission_review_id", "submission", &["review_id"])).await?;
    m.create_table(
        Table::create()
            .table("submission_organisation")
            .col(uuid("submission_id"))
            .col(uuid("organisation_id"))
            .col(one_of("role", &["lead", "contributor", "reader"]))
            .col(timestamp_with_time_zone("added_at"))
            .col(integer_null("signed_revision"))
            .col(timestamp_with_time_zone_null("signed_at"))
            .col(uuid_null("signed_by"))
            .primary_key(Index::create().col("submission_id").col("organisation_id"))
            .foreign_key(&mut reference("submission_organisation", "submission_id", "submission"))
            .foreign_key(&mut reference("submission_organisation", "organisation_id", "organisation"))
            .foreign_key(&mut reference("submission_organisation", "signed_by", "person"))
            .to_owned(),
    )
    .await?;
    m.create_index(index("submission_of_organisation", "submission_organisation", &["organisation_id"])).await
}

async fn paragraphs(m: &SchemaManager<'_>) -> Result<(), DbErr> {
    m.create_table(
        Table::create()
            .table("paragraph")
            .col(pk_uuid("id"))
            .col(uuid("submission_id"))
            .col(one_of("section", &["who", "method", "follow_up", "issues", "recommendations", "annex"]))
            .col(one_of("kind", &["text", "heading", "recommendation"]))
            .col(big_integer("place"))
            .col(text("body"))
            .col(integer("version"))
            .col(timestamp_with_time_zone("changed_at"))
            .col(uuid("changed_by"))
            .col(timestamp_with_time_zone_null("removed_at"))
            .foreign_key(&mut reference("paragraph", "submission_id", "submission"))
            .foreign_key(&mut reference("paragraph", "changed_by", "person"))
            .to_owned(),
    )
    .await?;
    m.create_index(index("paragraph_place", "paragraph", &["submission_id", "section", "place"])).await?;
    // every text a paragraph ever had
    m.create_table(
        Table::create()
            .table("paragraph_edit")
            .col(uuid("paragraph_id"))
            .col(integer("version"))
            .col(string("kind"))
            .col(text("body"))
            .col(timestamp_with_time_zone("at"))
            .col(uuid("by_person"))
            .primary_key(Index::create().col("paragraph_id").col("version"))
            .foreign_key(&mut reference("paragraph_edit", "paragraph_id", "paragraph"))
            .foreign_key(&mut reference("paragraph_edit", "by_person", "person"))
            .to_owned(),
    )
    .await?;
    m.create_table(
        Table::create()
            .table("submission_version")
            .index(Index::create().unique().name("submission_version_number").col("submission_id").col("number"))
            .col(pk_uuid("id"))
            .col(uuid("submission_id"))
            .col(integer("number"))
            .col(integer("revision"))
            .col(one_of("reason", &["kept", "automatic", "review", "signed", "import", "before_restore", "submitted"]))
            .col(text("name"))
            // the paragraphs as JSON
            .col(text("body"))
            .col(integer("words"))
            .col(timestamp_with_time_zone("at"))
            .col(uuid("by_person"))
            .foreign_key(&mut reference("submission_version", "submission_id", "submission"))
            .foreign_key(&mut reference("submission_version", "by_person", "person"))
            .to_owned(),
    )
    .await?;
    m.create_table(
        Table::create()
            .table("paragraph_comment")
            .col(pk_uuid("id"))
            .col(uuid("submission_id"))
            .col(uuid("paragraph_id"))
            .col(uuid_null("answers"))
            .col(uuid("by_person"))
            .col(timestamp_with_time_zone("at"))
            .col(text("body"))
            .col(text_null("suggestion"))
            .col(timestamp_with_time_zone_null("resolved_at"))
            .col(uuid_null("resolved_by"))
            .col(string_null("outcome"))
            .foreign_key(&mut reference("paragraph_comment", "submission_id", "submission"))
            .foreign_key(&mut reference("paragraph_comment", "paragraph_id", "paragraph"))
            .foreign_key(&mut reference("paragraph_comment", "by_person", "person"))
            .foreign_key(&mut reference("paragraph_comment", "resolved_by", "person"))
            .to_owned(),
    )
    .await?;
    m.create_index(index("paragraph_comment_submission", "paragraph_comment", &["submission_id", "paragraph_id"])).await
}

async fn help(m: &SchemaManager<'_>) -> Result<(), DbErr> {
    m.create_table(
        Table::create()
            .table("prior_recommendation")
            .col(pk_uuid("id"))
            .col(uuid("submission_id"))
            .col(string("number"))
            .col(text("body"))
            .col(ColumnDef::new("states").text().not_null().to_owned())
            .col(one_of("position", &["supported", "noted", "unknown"]))
            .col(one_of("mark", &["implemented", "partly", "not", "regressed", "unknown", "open"]))
            .col(text("evidence"))
            .col(integer("place"))
            .col(timestamp_with_time_zone("changed_at"))
            .col(uuid("changed_by"))
            .foreign_key(&mut reference("prior_recommendation", "submission_id", "submission"))
            .foreign_key(&mut reference("prior_recommendation", "changed_by", "person"))
            .to_owned(),
    )
    .await?;
    m.create_index(index("prior_recommendation_submission", "prior_recommendation", &["submission_id", "place"])).await?;
    m.create_table(
        Table::create()
            .table("evidence_card")
            .col(pk_uuid("id"))
            .col(uuid("submission_id"))
            .col(uuid_null("paragraph_id"))
            .col(text("claim"))
            .col(text("source"))
            .col(date_null("on_date"))
            .col(one_of("consent", &["not_needed", "given", "not_given"]))
            .col(boolean("sensitive"))
            .col(timestamp_with_time_zone("added_at"))
            .col(uuid("added_by"))
            .foreign_key(&mut reference("evidence_card", "submission_id", "submission"))
            .foreign_key(&mut reference("evidence_card", "paragraph_id", "paragraph"))
            .foreign_key(&mut reference("evidence_card", "added_by", "person"))
            .to_owned(),
    )
    .await?;
    m.create_index(index("evidence_card_submission", "evidence_card", &["submission_id"])).await?;
    m.create_table(
        Table::create()
            .table("mentoring")
            .col(pk_uuid("id"))
            .col(uuid("submission_id"))
            .col(timestamp_with_time_zone("asked_at"))
            .col(uuid("asked_by"))
            .col(text("question"))
            .col(uuid_null("mentor"))
            .col(timestamp_with_time_zone_null("taken_at"))
            .col(text_null("rubric"))
            .col(text("answer"))
            .col(timestamp_with_time_zone_null("done_at"))
            .foreign_key(&mut reference("mentoring", "submission_id", "submission"))
            .foreign_key(&mut reference("mentoring", "asked_by", "person"))
            .foreign_key(&mut reference("mentoring", "mentor", "person"))
            .to_owned(),
    )
    .await?;
    m.create_index(index("mentoring_submission", "mentoring", &["submission_id"])).await?;
    m.create_index(index("mentoring_open", "mentoring", &["done_at"])).await
}

async fn outcome(m: &SchemaManager<'_>) -> Result<(), DbErr> {
    m.create_table(
        Table::create()
            .table("stored_file")
            .col(pk_uuid("id"))
            .col(text("name"))
            .col(string("media_type"))
            .col(binary("bytes"))
            .col(timestamp_with_time_zone("added_at"))
            .col(uuid("added_by"))
            .foreign_key(&mut reference("stored_file", "added_by", "person"))
            .to_owned(),
    )
    .await?;
    // what came of a submission: facts, never changed; taken back with a reason
    m.create_table(
        Table::create()
            .table("outcome")
            .col(pk_uuid("id"))
            .col(uuid("submission_id"))
            .col(one_of("step", &["submitted", "published", "cited", "recommended", "supported", "followed_up"]))
            .col(date("on_date"))
            .col(one_of("certainty", &["declared", "documented", "matched"]))
            .col(text("evidence"))
            .col(text_null("url"))
            .col(uuid_null("file_id"))
            .col(timestamp_with_time_zone("at"))
            .col(uuid("by_person"))
            .col(timestamp_with_time_zone_null("withdrawn_at"))
            .col(uuid_null("withdrawn_by"))
            .col(text_null("withdrawn_reason"))
            .foreign_key(&mut reference("outcome", "submission_id", "submission"))
            .foreign_key(&mut reference("outcome", "file_id", "stored_file"))
            .foreign_key(&mut reference("outcome", "by_person", "person"))
            .foreign_key(&mut reference("outcome", "withdrawn_by", "person"))
            .to_owned(),
    )
    .await?;
    m.create_index(index("outcome_submission", "outcome", &["submission_id", "step"])).await
}
