#include "services/survivor/record_service.h"

#include <algorithm>
#include <map>
#include <set>
#include <string>
#include <utility>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "services/platform/base/status_macros.h"
#include "services/survivor/attachment_rules.h"
#include "services/survivor/new_record.h"
#include "services/survivor/survivor_names.h"
#include "services/survivor/survivor_rules.h"

namespace dayaq::survivor {
namespace {

using rpc::Call;
using rpc::Told;

// A casualty that some of the events are about.
struct Concern {
  HeardCasualty known;
  // The call of the first event about it: what follows is told there.
  Call* call = nullptr;
  bool incident_told = false;
  bool casualty_changed = false;
  // The incident may lie elsewhere than before.
  bool place_changed = false;
};
using Concerns = std::map<std::string, Concern>;  // by uid of the casualty

bool PlaceMayChange(const std::string& kind) {
  return kind == "incident.corrected" || kind == "incident.merged" || kind == "incident.unmerged";
}

// One transaction's work.
class Round {
 public:
  Round(const SurvivorStore& survivors, const RecordStore& records, const std::vector<Told>& told)
      : survivors_(survivors), records_(records), told_(told), transaction_(told.front().call.transaction()) {}

  absl::Status Run() {
    ASSIGN_OR_RETURN(Concerns concerns, Listen());
    std::vector<Concern*> fresh;
    for (auto& [uid, concern] : concerns) {
      const v1::RegisteredCasualty& casualty = concern.known.casualty;
      if (casualty.trial()) continue;
      if (!concern.known.link.has_value()) {
        if (!IsSetAside(casualty)) fresh.push_back(&concern);
      } else if (concern.casualty_changed || concern.place_changed || !IsCurrent(*concern.known.link, casualty)) {
        again_.insert(uid);
      } else if (concern.incident_told) {
        Tell("survivor.incident_changed", concern.known.record_uid, *concern.call);
      }
    }
    // Before any record: who corrects a record takes them in this order too.
    RETURN_IF_ERROR(LockIds(concerns, fresh));
    RETURN_IF_ERROR(OpenOrAttach(fresh));
    return Refresh(concerns);
  }

 private:
  absl::StatusOr<Concerns> Listen() const {
    std::map<std::string, std::vector<const Told*>> by_resource;
    for (const Told& told : told_) by_resource[told.event.resource()].push_back(&told);
    std::vector<std::string> resources;
    for (const auto& [resource, told] : by_resource) resources.push_back(resource);
    ASSIGN_OR_RETURN(std::vector<HeardCasualty> heard, records_.Heard(transaction_, resources));
    Concerns concerns;
    for (HeardCasualty& one : heard) {
      const std::vector<const Told*>& about = by_resource[one.resource];
      Concern& concern = concerns[one.casualty.uid()];
      if (concern.call == nullptr) {
        concern.known = std::move(one);
        concern.call = &about.front()->call;
      }
      for (const Told* told : about) {
        concern.incident_told |= absl::StartsWith(told->event.kind(), "incident.");
        concern.casualty_changed |= told->event.kind() == "casualty.changed";
        concern.place_changed |= PlaceMayChange(told->event.kind());
      }
    }
    return concerns;
  }

  // Who gives one of these national ids to a record waits for us, and we for them.
  absl::Status LockIds(const Concerns& concerns, const std::vector<Concern*>& fresh) {
    const auto add = [this](const Concern& concern) {
      const std::string id = NationalIdToken(concern.known.casualty.identity(), *concern.call);
      if (!id.empty()) locked_ids_.insert(id);
    };
    for (const Concern* concern : fresh) add(*concern);
    for (const std::string& uid : again_) add(concerns.at(uid));
    if (locked_ids_.empty()) return absl::OkStatus();
    return survivors_.LockNationalIds(transaction_, std::vector<std::string>(locked_ids_.begin(), locked_ids_.end()));
  }

  // Once for each record; of one that goes on in another, about that one: who hears asks for the person.
  void Tell(absl::string_view kind, const v1::Survivor& survivor, Call& call) {
    call.Touch(SurvivorName(survivor.uid()));
    Tell(kind, survivor.merged_into_uid().empty() ? survivor.uid() : survivor.merged_into_uid(), call);
  }
  void Tell(absl::string_view kind, const std::string& survivor_uid, Call& call) {
    call.Touch(SurvivorName(survivor_uid));
    if (said_.insert(absl::StrCat(kind, " ", survivor_uid)).second) call.Emit(kind, SurvivorName(survivor_uid));
  }

  static absl::Status AddNew(const Concern& concern, bool is_doubtful, NewRecords& records) {
    ASSIGN_OR_RETURN(v1::Survivor survivor, NewRecord(concern.known.casualty, *concern.call));
    NoteDoubt(v1::SURVIVOR_DOUBT_SAME_NATIONAL_ID, is_doubtful, survivor);
    records.links.push_back(LinkTo(survivor, concern.known.casualty));
    *records.links.back().mutable_create_time() = survivor.create_time();
    for (SurvivorToken& token : TokensFor(survivor, *concern.call)) records.tokens.push_back(std::move(token));
    records.survivors.push_back(std::move(survivor));
    return absl::OkStatus();
  }

  // Opens records for all at once; those whose national id is known already, here or among themselves, are looked at one by one.
  absl::Status OpenOrAttach(const std::vector<Concern*>& fresh) {
    if (fresh.empty()) return absl::OkStatus();
    NewRecords records;
    std::vector<const Concern*> openers, known_ids;
    std::map<std::pair<std::string, std::string>, const Concern*> by_id;
    for (const Concern* concern : fresh) {
      const std::string id = NationalIdToken(concern->known.casualty.identity(), *concern->call);
      if (!id.empty() && !by_id.emplace(std::pair(concern->known.casualty.register_(), id), concern).second) {
        known_ids.push_back(concern);
        continue;
      }
      RETURN_IF_ERROR(AddNew(*concern, false, records));
      openers.push_back(concern);
    }
    ASSIGN_OR_RETURN(const std::set<std::string> opened, records_.Open(transaction_, records, false));
    for (size_t i = 0; i < openers.size(); ++i) {
      const Concern& concern = *openers[i];
      if (opened.count(records.survivors[i].uid()) > 0) {
        Tell("survivor.opened", records.survivors[i].uid(), *concern.call);
      } else if (NationalIdToken(concern.known.casualty.identity(), *concern.call).empty()) {
        again_.insert(concern.known.casualty.uid());
      } else {
        known_ids.push_back(&concern);
      }
    }
    for (const Concern* concern : known_ids) RETURN_IF_ERROR(AttachOrOpen(*concern));
    return absl::OkStatus();
  }

  absl::Status AttachOrOpen(const Concern& concern) {
    const v1::RegisteredCasualty& casualty = concern.known.casualty;
    ASSIGN_OR_RETURN(std::vector<v1::Survivor> bearers,
                     records_.Bearers(transaction_, casualty.register_(), NationalIdToken(casualty.identity(), *concern.call)));
    for (const v1::Survivor& bearer : bearers) concern.call->Touch(SurvivorName(bearer.uid()));
    const Match match = FindMatch(casualty, bearers);
    if (match.attachment == Attachment::kAttach) return Attach(concern, bearers[match.bearer]);
    NewRecords records;
    RETURN_IF_ERROR(AddNew(concern, match.attachment == Attachment::kOpenDoubtful, records));
    ASSIGN_OR_RETURN(const std::set<std::string> opened, records_.Open(transaction_, records, true));
    if (opened.empty()) {
      again_.insert(casualty.uid());
    } else {
      Tell("survivor.opened", *opened.begin(), *concern.call);
    }
    return absl::OkStatus();
  }

  absl::Status Attach(const Concern& concern, v1::Survivor& survivor) {
    v1::AttachedCasualty link = LinkTo(survivor, concern.known.casualty);
    *link.mutable_create_time() = Timestamp(concern.call->now());
    const std::string id = NationalIdToken(concern.known.casualty.identity(), *concern.call);
    ASSIGN_OR_RETURN(const bool attached, records_.Attach(transaction_, survivor, link, id));
    if (!attached) {
      again_.insert(concern.known.casualty.uid());
      return absl::OkStatus();
    }
    ASSIGN_OR_RETURN(const bool erased, IsErased(survivor));
    const bool filled = !erased && FillIdentity(concern.known.casualty, survivor);
    DeathNews news = DeathNews::kNone;
    if (link.outcome() == incident::v1::OUTCOME_KILLED) {
      ASSIGN_OR_RETURN(const std::vector<HeardCasualty> heard, records_.CasualtiesOf(transaction_, {survivor.uid()}));
      news = TakeDeath(ByPerson(heard)[survivor.uid()], concern.call->now(), survivor);
    }
    if (news == DeathNews::kDied) Tell("survivor.died", survivor.uid(), *concern.call);
    Tell("survivor.changed", survivor.uid(), *concern.call);
    if (!filled && news == DeathNews::kNone) return absl::OkStatus();
    RETURN_IF_ERROR(concern.call->Because(kToldBy));
    return records_.Refresh(transaction_, {survivor}, filled ? TokensFor(survivor, *concern.call) : std::vector<SurvivorToken>());
  }

  // The casualties of each record, by its uid.
  static std::map<std::string, std::vector<v1::RegisteredCasualty>> ByRecord(const std::vector<HeardCasualty>& heard) {
    std::map<std::string, std::vector<v1::RegisteredCasualty>> records;
    for (const HeardCasualty& one : heard) records[one.link->survivor_uid()].push_back(one.casualty);
    return records;
  }

  // The casualties of each person, by the uid of the record that speaks for them: those of records that go on in it too.
  static std::map<std::string, std::vector<v1::RegisteredCasualty>> ByPerson(const std::vector<HeardCasualty>& heard) {
    std::map<std::string, std::vector<v1::RegisteredCasualty>> people;
    for (const HeardCasualty& one : heard) people[one.record_uid].push_back(one.casualty);
    return people;
  }

  // What following the casualties of standing records came to.
  struct Followed {
    std::vector<v1::AttachedCasualty> links;
    std::vector<ToldId> told_ids;
    std::vector<SurvivorToken> tokens;
    std::set<std::string> changed;  // uids of survivors
  };

  // Casualties whose record stands. What was read before their records were locked may be old by now, so they are read again, and
  // with them all others of these records.
  absl::Status Refresh(const Concerns& concerns) {
    if (again_.empty()) return absl::OkStatus();
    ASSIGN_OR_RETURN(std::vector<v1::Survivor> locked,
                     records_.OfCasualties(transaction_, std::vector<std::string>(again_.begin(), again_.end())));
    std::map<std::string, v1::Survivor> survivors;
    std::vector<std::string> uids;
    for (v1::Survivor& survivor : locked) {
      uids.push_back(survivor.uid());
      survivors[survivor.uid()] = std::move(survivor);
    }
    ASSIGN_OR_RETURN(const std::vector<HeardCasualty> heard, records_.CasualtiesOf(transaction_, uids));
    const auto casualties = ByRecord(heard), people = ByPerson(heard);
    Followed followed;
    size_t found = 0;
    for (const HeardCasualty& one : heard) {
      if (again_.count(one.casualty.uid()) == 0) continue;
      ++found;
      v1::Survivor& survivor = survivors.at(one.link->survivor_uid());
      const Concern& concern = concerns.at(one.casualty.uid());
      const bool speaks = survivor.merged_into_uid().empty();
      RETURN_IF_ERROR(Follow(
          concern, one,
          {.all = casualties.at(survivor.uid()), .of_death = speaks ? people.at(survivor.uid()) : casualties.at(survivor.uid())},
          survivor, followed));
      if (!speaks) FollowDeath(people.at(one.record_uid), *concern.call, survivors.at(one.record_uid), followed);
    }
    // Attached between the two statements: the delivery is tried again.
    if (found < again_.size()) return absl::AbortedError("the casualty's record was not locked");
    RETURN_IF_ERROR(records_.RefreshLinks(transaction_, followed.links, followed.told_ids));
    if (followed.changed.empty()) return absl::OkStatus();
    std::vector<v1::Survivor> rows;
    for (const std::string& uid : followed.changed) rows.push_back(std::move(survivors[uid]));
    RETURN_IF_ERROR(told_.front().call.Because(kToldBy));
    return records_.Refresh(transaction_, rows, followed.tokens);
  }

  // The casualties of a record, and those that tell whether its person lives.
  struct Casualties {
    const std::vector<v1::RegisteredCasualty>& all;
    const std::vector<v1::RegisteredCasualty>& of_death;
  };

  // A casualty of a record that goes on in this one may have told of a death; who the person is by it stays with that record.
  void FollowDeath(const std::vector<v1::RegisteredCasualty>& all, Call& call, v1::Survivor& survivor, Followed& followed) {
    const DeathNews news = TakeDeath(all, call.now(), survivor);
    if (news == DeathNews::kNone) return;
    followed.changed.insert(survivor.uid());
    Tell(news == DeathNews::kDied ? "survivor.died" : "survivor.changed", survivor, call);
  }

  // One casualty's news, as it stands now: the copy of it, who the person is, whether they live, where the record lies.
  absl::Status Follow(const Concern& concern, const HeardCasualty& known, const Casualties& casualties, v1::Survivor& survivor,
                      Followed& followed) {
    const v1::RegisteredCasualty& casualty = known.casualty;
    const bool had_id = !survivor.identity().national_id().empty();
    ASSIGN_OR_RETURN(const bool erased, IsErased(survivor));
    const bool filled = !erased && !IsSetAside(casualty) && FillIdentity(casualty, survivor);
    if (filled) {
      RETURN_IF_ERROR(KeyFor(casualty, survivor, *concern.call));
      if (!had_id) RETURN_IF_ERROR(DoubtSharedId(survivor, *concern.call));
      for (SurvivorToken& token : TokensFor(survivor, *concern.call)) followed.tokens.push_back(std::move(token));
    }
    const std::string told_id = NationalIdToken(casualty.identity(), *concern.call);
    if (told_id != known.told_id) followed.told_ids.push_back({casualty.uid(), told_id});
    const bool doubted = NoteOtherIdentity(casualty, told_id != known.told_id, casualties.all, *concern.call, survivor);
    const DeathNews news = TakeDeath(casualties.of_death, concern.call->now(), survivor);
    const bool moved = concern.place_changed && survivor.merged_into_uid().empty() && TakePlace(casualty, survivor);
    const bool is_current = IsCurrent(*known.link, casualty);
    if (!is_current) followed.links.push_back(LinkTo(survivor, casualty));
    if (!is_current || concern.incident_told) Tell("survivor.incident_changed", survivor, *concern.call);
    if (!filled && !moved && !doubted && news == DeathNews::kNone) return absl::OkStatus();
    followed.changed.insert(survivor.uid());
    if (news == DeathNews::kDied) Tell("survivor.died", survivor, *concern.call);
    if (filled || moved || doubted || news == DeathNews::kChanged) Tell("survivor.changed", survivor, *concern.call);
    return absl::OkStatus();
  }

  // A casualty that is told another national id now than its record bears is perhaps somebody else: a person has to look, and who
  // the record is about is not confirmed any more. A record whose id a caseworker corrected is no such case. Returns whether the
  // record changed.
  static bool NoteOtherIdentity(const v1::RegisteredCasualty& casualty, bool told_anew,
                                const std::vector<v1::RegisteredCasualty>& all, const Call& call, v1::Survivor& survivor) {
    const std::string own = NationalIdToken(survivor.identity(), call);
    const auto is_other = [&](const v1::RegisteredCasualty& one) {
      const std::string id = NationalIdToken(one.identity(), call);
      return !IsSetAside(one) && !id.empty() && !own.empty() && id != own;
    };
    if (std::none_of(all.begin(), all.end(), is_other)) return NoteDoubt(v1::SURVIVOR_DOUBT_OTHER_IDENTITY, false, survivor);
    if (!told_anew || !is_other(casualty)) return false;
    const bool noted = NoteDoubt(v1::SURVIVOR_DOUBT_OTHER_IDENTITY, true, survivor);
    return TakeBackConfirmation(survivor) || noted;
  }

  static absl::Status KeyFor(const v1::RegisteredCasualty& casualty, const v1::Survivor& survivor, Call& call) {
    PersonKeys& keys = call.transaction().keys();
    if (!keys.Knows(survivor.uid()) && keys.Knows(casualty.uid())) return keys.Carry(casualty.uid(), survivor.uid());
    return NeedKey(survivor, call);
  }

  // Who the record is about was erased: no casualty that says it still, for a moment, fills it in again.
  absl::StatusOr<bool> IsErased(const v1::Survivor& survivor) const {
    const PersonKeys& keys = transaction_.keys();
    if (!keys.Knows(survivor.uid())) return false;
    ASSIGN_OR_RETURN(const PersonKey* key, keys.Open(survivor.uid(), KeyClass::kIdentity));
    return key == nullptr;
  }

  // A record that stands cannot be attached to another: when its id becomes known and is borne already, a person has to look.
  absl::Status DoubtSharedId(v1::Survivor& survivor, Call& call) const {
    const std::string id = NationalIdToken(survivor.identity(), call);
    if (id.empty()) return absl::OkStatus();
    // Told anew since we locked the ids: the delivery is tried again.
    if (locked_ids_.count(id) == 0) return absl::AbortedError("the national id was not locked");
    ASSIGN_OR_RETURN(const bool borne, survivors_.OtherBears(transaction_, survivor, id));
    if (borne) NoteDoubt(v1::SURVIVOR_DOUBT_SAME_NATIONAL_ID, true, survivor);
    return absl::OkStatus();
  }

  static constexpr char kToldBy[] = "told by the incident register";

  const SurvivorStore& survivors_;
  const RecordStore& records_;
  const std::vector<Told>& told_;
  Transaction& transaction_;
  // Casualties whose record stands and may have to follow.
  std::set<std::string> again_;
  // National ids, as tokens, that nobody else gives to a record now.
  std::set<std::string> locked_ids_;
  std::set<std::string> said_;
};

}  // namespace

absl::Status RecordService::KeepRecords(const std::vector<Told>& told) const {
  return told.empty() ? absl::OkStatus() : Round(survivors_, records_, told).Run();
}

}  // namespace dayaq::survivor
