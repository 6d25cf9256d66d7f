package main

import (
	"fmt"
	"net/http"

	"../parts"
	"github.com/digitalocean/godo"
)

// What godo sends in the versions that the provider has now, and 1.37 has no words for. It goes through the same client.

type backupPolicy struct {
	Plan    string `json:"plan,omitempty"`
	Weekday string `json:"weekday,omitempty"`
	Hour    *int   `json:"hour,omitempty"`
}

type dropletCreate struct {
	godo.DropletCreateRequest
	WithDropletAgent *bool         `json:"with_droplet_agent,omitempty"`
	BackupPolicy     *backupPolicy `json:"backup_policy,omitempty"`
}

type vpcUpdate struct {
	Name        string `json:"name,omitempty"`
	Description string `json:"description,omitempty"`
	Default     *bool  `json:"default,omitempty"`
}

type dropletPolicy struct {
	DropletID     int  `json:"droplet_id"`
	BackupEnabled bool `json:"backup_enabled"`
	Policy        struct {
		Plan                string `json:"plan"`
		Weekday             string `json:"weekday"`
		Hour                int    `json:"hour"`
		WindowLengthHours   int    `json:"window_length_hours"`
		RetentionPeriodDays int    `json:"retention_period_days"`
	} `json:"backup_policy"`
	NextBackupWindow *godo.BackupWindow `json:"next_backup_window"`
}

// Sends a request and reads the answer's one object.
func send[T any](method, path string, body any) T {
	var answer T
	request, err := client.NewRequest(ctx, method, path, body)
	parts.Check(err)
	_, err = client.Do(ctx, request, &answer)
	parts.Check(err)
	return answer
}

func createDroplet(request *dropletCreate) *godo.Droplet {
	return send[struct {
		Droplet *godo.Droplet `json:"droplet"`
	}](http.MethodPost, "v2/droplets", request).Droplet
}

func updateVPC(id string, request *vpcUpdate) *godo.VPC {
	return send[struct {
		VPC *godo.VPC `json:"vpc"`
	}](http.MethodPut, "v2/vpcs/"+id, request).VPC
}

func act(droplet int, request map[string]any) *godo.Action {
	return send[struct {
		Action *godo.Action `json:"action"`
	}](http.MethodPost, fmt.Sprintf("v2/droplets/%d/actions", droplet), request).Action
}

func policyOf(droplet int) dropletPolicy {
	return send[struct {
		Policy dropletPolicy `json:"policy"`
	}](http.MethodGet, fmt.Sprintf("v2/droplets/%d/backups/policy", droplet), nil).Policy
}

func policies() map[string]dropletPolicy {
	return send[struct {
		Policies map[string]dropletPolicy `json:"policies"`
	}](http.MethodGet, "v2/droplets/backups/policies", nil).Policies
}

type supportedPolicy struct {
	Name                 string   `json:"name"`
	PossibleWindowStarts []int    `json:"possible_window_starts"`
	WindowLengthHours    int      `json:"window_length_hours"`
	RetentionPeriodDays  int      `json:"retention_period_days"`
	PossibleDays         []string `json:"possible_days"`
}

func supportedPolicies() []supportedPolicy {
	return send[struct {
		Policies []supportedPolicy `json:"supported_policies"`
	}](http.MethodGet, "v2/droplets/backups/supported_policies", nil).Policies
}
